import type { Action } from './actions.ts'
import { workActions } from './work-actions.ts'

/** What can only go wrong where several servers share a database. */
export const sharedFaults: Readonly<Record<string, Action>> = {
  two_servers: {
    // The first step of a shared world, or none at all: see generate.ts.
    weight: 0,
    run: async (lab) => {
      await lab.host.share()
      if (lab.host.servers().length === 2) lab.world.faults.met('two_servers')
    },
  },
  notices_lost: {
    weight: 2,
    shared: true,
    run: async (lab, step) => {
      const database = lab.host.database()
      if (database === undefined) return
      database.loseNotices = 1 + (step.b % 6)
      await workActions.pick_many?.run(lab, step)
      await lab.world.pass(step.c % 3_000)
    },
  },
  answer_lost: {
    weight: 2,
    shared: true,
    run: async (lab, step) => {
      const database = lab.host.database()
      if (database === undefined) return
      database.loseAnswer = true
      await workActions.pick?.run(lab, step)
      await lab.world.pass(step.c % 2_000)
    },
  },
  database_away: {
    weight: 2,
    shared: true,
    run: async (lab, step) => {
      const database = lab.host.database()
      if (database === undefined) return
      await workActions.pick?.run(lab, step)
      await lab.world.pass(step.c % 40)
      database.away(true)
      await workActions.pick_many?.run(lab, { ...step, a: step.a + 1 })
      await lab.world.pass(step.b % 3 === 0 ? 30_000 : step.c % 4_000)
      database.away(false)
      await lab.host.start()
    },
  },
}
