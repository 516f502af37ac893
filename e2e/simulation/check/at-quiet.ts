import type { WorkEvent } from 'shared-schema/domain/picking/event.ts'
import { loadPlans } from '../../../sync-server/src/projections/task-plan.ts'
import type { Lab } from '../lab.ts'
import type { CommittedEvent } from '../server/server-disk.ts'
import type { Server } from '../server/server-process.ts'
import { numberTwice } from './dv02-numbers-are-given-once.ts'
import { logByTask } from './log-texts.ts'
import { reckon } from './naive-warehouse.ts'
import { acknowledgedAndLost } from './s01-acknowledged-is-logged.ts'
import { tonedAndLost } from './s02-toned-is-kept.ts'
import { givenUp, notArrived, stillHeld } from './s03-everything-arrives.ts'
import { actTwice, miscounted } from './s04-nothing-counts-twice.ts'
import { changed } from './s06-log-only-grows.ts'
import { sendsOtherwise, showsOtherwise, storedOtherwise } from './s07-replicas-say-the-same.ts'
import { notTheFold } from './s08-tables-are-the-fold.ts'
import { blamedForNothing, poisonUnknown, quarantinedForNothing } from './s09-poison-is-alone.ts'
import { DRAINED_WITHIN_MS, stillWaiting } from './s10-queues-drain.ts'
import { givenToOthers, showsOtherTasks } from './s11-nobody-sees-too-much.ts'
import { withoutException } from './s12-contradictions-are-known.ts'
import { livesInThePast, notBroughtBack, sameHistory } from './s13-after-a-restore.ts'

const LOOK_EVERY_MS = 2_000

/** Says of a promise whether, and how, it is broken. */
type Look = readonly [rule: string, look: () => string | undefined | Promise<string | undefined>]

/** Ends all faults, waits until nothing moves, and holds the world against every promise. */
export async function checkAtQuiet(lab: Lab): Promise<void> {
  const { world } = lab
  await lab.heal()
  const end = world.clock.now() + DRAINED_WITHIN_MS
  for (;;) {
    await world.pass(LOOK_EVERY_MS)
    if (world.violations.length > 0) return
    const late = world.clock.now() > end
    // While there is time one reason to wait is enough; then each is told.
    if (await asServer(lab, (server) => restless(lab, server, late))) break
    if (late) {
      if (lab.host.running() === undefined) world.violate('S10', 'the server does not run')
      break
    }
  }
  await asServer(lab, (server) => settled(lab, server))
}

/** Runs something asynchronous that needs nothing but the database, without time passing. */
async function asServer<T>(lab: Lab, work: (server: Server) => Promise<T>): Promise<T | undefined> {
  let result: T | undefined
  let failure: unknown
  const server = lab.host.running()
  if (server === undefined) return undefined
  const slow = lab.host.slowness.share
  lab.host.slowness.share = 0
  let over = false
  await lab.world.act(server.actor, () => {
    work(server)
      .then(
        (value) => {
          result = value
        },
        (error: unknown) => {
          failure = error
        },
      )
      .finally(() => {
        over = true
      })
  })
  await lab.world.until(() => over, 60_000)
  lab.host.slowness.share = slow
  if (failure !== undefined) throw failure
  return result
}

/** What comes true with time. @returns whether all of it has; @param tell reports what has not */
async function restless(lab: Lab, server: Server, tell: boolean): Promise<boolean> {
  const { handhelds, ledger, host } = lab
  const log = logByTask(lab)
  const looks: Look[] = [
    ...handhelds.map((each): Look => ['S10', () => stillWaiting(each)]),
    ['S13', () => notBroughtBack(lab)],
    ['S1', () => (lab.restored() ? undefined : acknowledgedAndLost(host.disk, ledger.acknowledged))],
    ['S3', () => notArrived(lab)],
    ...handhelds.map((each): Look => ['S9', () => poisonUnknown(lab, each)]),
    ...handhelds.map((each): Look => ['S13', () => livesInThePast(lab, each, server.store.epoch())]),
    ...handhelds.map((each): Look => ['S7', () => showsOtherwise(lab, each, log)]),
    ...handhelds.map((each): Look => ['S11', () => showsOtherTasks(lab, server, each)]),
  ]
  let restful = true
  for (const [rule, look] of looks) {
    const why = await ask(look)
    if (why === undefined) continue
    restful = false
    if (!tell) return false
    lab.world.violate(rule, why)
  }
  return restful
}

/** What has to be true once nothing moves. */
async function settled(lab: Lab, server: Server): Promise<void> {
  const { disk } = lab.host
  const log = logByTask(lab)
  const looks: Look[] = [
    ...lab.handhelds.map((each): Look => ['S2', () => tonedAndLost(lab, each)]),
    ...lab.handhelds.map((each): Look => ['S3', () => givenUp(lab, each)]),
    ['S3', () => stillHeld(lab)],
    ['S4', () => actTwice(lab)],
    [
      'S6',
      () => changed(disk.read<CommittedEvent>('select seq, id, body, task from work_events'), disk.committed),
    ],
    ...lab.host.servers().map((each): Look => ['S7', () => sendsOtherwise(each, log)]),
    ['S7', () => storedOtherwise(server, log.keys())],
    ['S9', () => quarantinedForNothing(lab)],
    ...lab.handhelds.map((each): Look => ['S9', () => blamedForNothing(lab, each)]),
    ['S13', () => sameHistory(lab)],
    ['DV-02', () => numberTwice(lab)],
    ...(await ofEveryTask(lab, server)),
  ]
  for (const [rule, look] of looks) {
    const why = await ask(look)
    if (why !== undefined) lab.world.violate(rule, why)
  }
  for (const why of await notTheFold(server.store)) lab.world.violate('S8', why)
}

/** What cannot even be looked at is not as it should be either. */
async function ask(look: Look[1]): Promise<string | undefined> {
  try {
    return await look()
  } catch (error) {
    return `cannot be looked at: ${String(error)}`
  }
}

async function ofEveryTask(lab: Lab, server: Server): Promise<Look[]> {
  const { disk } = lab.host
  const held = new Set(
    disk.read<{ id: string }>("select id from work_events where status = 'held'").map(({ id }) => id),
  )
  const ids = disk.read<{ id: string }>('select id from tasks').map(({ id }) => id)
  return [...(await loadPlans(server.store.sql, ids)).values()].flatMap((plan): Look[] => {
    const events = [...disk.committed.values()]
      .filter(({ task, id }) => task === plan.id && !held.has(id))
      .map(({ body }) => JSON.parse(body) as WorkEvent)
    const { picked, contradictions } = reckon(plan, events)
    return [
      ['S4', () => miscounted(lab, plan, picked)],
      ['S11', () => givenToOthers(lab, plan)],
      ['S12', () => withoutException(lab, plan.id, contradictions)],
    ]
  })
}
