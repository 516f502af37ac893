import type { Action } from './actions.ts'
import { deskActions } from './desk-actions.ts'
import { handheldOf, workActions } from './work-actions.ts'

export const serverFaults: Readonly<Record<string, Action>> = {
  server_dies_soon: {
    weight: 4,
    common: true,
    run: async (lab, step) => {
      lab.host.killSoon(1 + (step.b % 40), step.c % 2 === 0)
      await workActions.pick?.run(lab, step)
      await lab.world.until(() => lab.host.short(), 3_000)
      lab.host.spare()
      await lab.world.pass(step.c % 8_000)
      await lab.host.start()
    },
  },
  server_dies_after_commit: {
    weight: 2,
    run: async (lab, step) => {
      lab.host.killAfterCommit()
      await workActions.pick?.run(lab, step)
      await lab.world.until(() => lab.host.short(), 3_000)
      lab.host.spare()
      await lab.host.start()
    },
  },
  server_disk_full: {
    weight: 2,
    run: async (lab, step) => {
      if (!lab.host.disk.idle()) return
      lab.world.faults.met('server_disk_full')
      lab.host.disk.full(true)
      for (let more = 0; more < 3; more++)
        await workActions.pick_many?.run(lab, { ...step, a: step.a + more, c: step.c + 11 })
      await lab.world.pass(step.b % 3_000)
      lab.host.disk.full(false)
    },
  },
  backup: {
    weight: 2,
    run: async (lab) => lab.backup(),
  },
  restore: {
    weight: 2,
    run: async (lab, step) => {
      // Work that only the devices remember makes a restore worth something.
      if (step.b % 2 === 0) lab.backup()
      await workActions.pick_many?.run(lab, step)
      await workActions.pick_many?.run(lab, { ...step, a: step.a + 1 })
      await lab.world.pass(step.c % 3_000)
      await lab.restore()
    },
  },
  archive: {
    weight: 2,
    run: async (lab, step) => {
      await deskActions.cancel?.run(lab, step)
      // One handheld sleeps through it with work for what will be archived.
      const asleep = handheldOf(lab, step.b)
      lab.network.radio(asleep.name).on = false
      lab.network.cut(asleep.name, 'drop')
      await workActions.pick?.run(lab, { ...step, a: step.b })
      await lab.world.pass(3_000)
      lab.world.clock.jump((31 + (step.c % 5)) * 86_400_000)
      await lab.world.pass(1_000)
      await lab.archive()
      lab.network.radio(asleep.name).on = true
      await workActions.pick?.run(lab, { ...step, a: step.a + 1 })
      await lab.world.pass(step.b % 4_000)
    },
  },
  server_busy: {
    weight: 2,
    run: async (lab, step) => {
      lab.host.slowness.share = [0.02, 0.2, 0.5][step.b % 3] ?? 0.02
    },
  },
  hostile: {
    weight: 5,
    run: async (lab, step) => {
      await lab.attacker.strike(step.b)
      await lab.world.pass(step.c % 400)
    },
  },
}
