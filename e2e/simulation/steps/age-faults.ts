import type { WorkAct } from 'shared-schema/domain/picking/event.ts'
import type { Lab } from '../lab.ts'
import type { Action } from './actions.ts'
import type { Step } from './step.ts'
import { handheldOf, workActions } from './work-actions.ts'

/** What a server of an older version does not know; each with the step that makes such an event. */
const news: readonly { readonly types: readonly WorkAct['type'][]; readonly step: string }[] = [
  { types: ['note_added'], step: 'note' },
  { types: ['line_closed', 'line_reopened'], step: 'close_line' },
  { types: ['task_started', 'task_paused', 'task_resumed'], step: 'steer' },
  { types: ['picked'], step: 'pick' },
]

function heldAsNewer(lab: Lab): number {
  return lab.host.disk.read("select 1 from work_events where held_reason = 'event_newer'").length
}

/** A step back in versions is not served: what a server has understood, later ones must understand. */
function understood(lab: Lab, types: readonly string[]): boolean {
  return [...lab.host.disk.committed.values()].some(({ body }) =>
    types.includes((JSON.parse(body) as { type: string }).type),
  )
}

/** Versions that do not fit: apps older and newer than the server. */
export const ageFaults: Readonly<Record<string, Action>> = {
  old_app: {
    weight: 2,
    run: async (lab, step) => {
      const handheld = handheldOf(lab, step.a)
      // Too old to be served, one that still is, or the present one again.
      const protocol = [0, 1, undefined][step.b % 3]
      if (protocol === 1) lab.world.faults.met('older_app_served')
      handheld.protocol = protocol
      for (const tab of handheld.tabs()) handheld.kill(tab)
      await handheld.openTab()
      await lab.world.pass(step.c % 2_000)
      await workActions.pick?.run(lab, step)
    },
  },
  old_server: {
    weight: 2,
    run: async (lab, step) => {
      const chosen = news[step.b % news.length]
      if (chosen === undefined || lab.host.age.size > 0 || understood(lab, chosen.types)) return
      lab.host.age = new Set(chosen.types)
      lab.host.kill(false)
      await lab.host.start()
      await lab.world.pass(2_000)
      for (let more = 0; more < 2; more++) {
        await workActions[chosen.step]?.run(lab, { ...step, a: step.a + more })
        await lab.world.pass(200 + (step.c % 2_000))
      }
      if (heldAsNewer(lab) > 0) lab.world.faults.met('newer_event_at_older_server')
    },
  },
  server_upgraded: {
    weight: 1,
    run: async (lab, step: Step) => {
      if (lab.host.age.size === 0) return
      lab.host.age = new Set()
      await workActions.pick?.run(lab, step)
      lab.host.kill(step.b % 2 === 0)
      await lab.host.start()
    },
  },
}
