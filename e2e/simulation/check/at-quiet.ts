import { foldTask } from 'shared-schema/domain/picking/fold.ts'
import { isOver } from '../../../client/src/replica/documents/wanted-documents.ts'
import type { Replica } from '../../../client/src/replica/replica.ts'
import { loadPlans } from '../../../sync-server/src/projections/task-plan.ts'
import { tasksOnDevice } from '../../../sync-server/src/storage/down-channel.ts'
import type { Lab } from '../lab.ts'
import { wholeText } from './ledger.ts'
import { compare, logByTask } from './log-texts.ts'
import { checkDisk, checkLog, checkTables } from './promises.ts'

/** How long queues may take to drain once nothing fails any more: the slowest retry is a minute, ms. */
const DRAINED_WITHIN_MS = 10 * 60_000
const LOOK_EVERY_MS = 2_000

/** Ends all faults, waits until nothing moves, and holds the world against every promise. */
export async function checkAtQuiet(lab: Lab): Promise<void> {
  const { world } = lab
  await lab.heal()
  const end = world.clock.now() + DRAINED_WITHIN_MS
  let why = ''
  for (;;) {
    await world.pass(LOOK_EVERY_MS)
    if (world.violations.length > 0) return
    why = (await inWrite(lab, () => restless(lab))) ?? ''
    if (why === '') break
    if (world.clock.now() > end) {
      world.violate('S10', why)
      break
    }
  }
  await inWrite(lab, async () => {
    await checkLog(lab)
    await checkTables(lab)
    for (const handheld of lab.handhelds) checkDisk(lab, handheld)
  })
}

/** Runs something asynchronous that needs nothing but the database, without time passing. */
async function inWrite<T>(lab: Lab, work: () => Promise<T>): Promise<T | undefined> {
  let result: T | undefined
  let failure: unknown
  const server = lab.host.running()
  if (server === undefined) return undefined
  const slow = lab.host.slowness.share
  lab.host.slowness.share = 0
  let over = false
  await lab.world.act(server.actor, () => {
    work()
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

/** Why the world is not at rest yet; undefined when it is (S7, S10). */
async function restless(lab: Lab): Promise<string | undefined> {
  const server = lab.host.running()
  if (server === undefined) return 'the server does not run'
  const { sql } = server.store
  for (const id of lab.ledger.expected.keys())
    if (!lab.host.disk.committed.has(id)) return `${ruleOf(lab, id)} ${id} has not arrived`
  const log = logByTask(lab)
  for (const handheld of lab.handhelds) {
    const tab = handheld.front()
    if (tab?.replica === undefined) return `${handheld.name} does not open`
    const { replica } = tab
    if (replica.connection.get().state !== 'online') return `${handheld.name} is not online`
    const { count } = replica.unsent.get()
    if (count > 0) return `${handheld.name} keeps ${count} unsent`
    const visible = await tasksOnDevice(sql, handheld.device(), 0, lab.world.clock.now())
    const wanted = visible.filter(({ present }) => present).map(({ id }) => id)
    const plans = await loadPlans(sql, wanted)
    const there = new Map(replica.tasks.get().map((plan) => [plan.id, plan]))
    for (const [id, plan] of plans)
      if (JSON.stringify(there.get(id)) !== JSON.stringify(plan))
        return `${handheld.name} has another plan of ${id}`
    for (const id of there.keys()) if (!plans.has(id)) return `${handheld.name} still shows ${id}`
    for (const [task, plan] of plans) {
      // A day after the end nobody follows a task any more; the server does.
      if (isOver(foldTask(plan, replica.events(task).get()), plan, lab.world.clock.now())) continue
      const difference = compare(shown(replica, task), log.get(task) ?? new Map())
      if (difference !== undefined) return `${handheld.name} ${difference} in ${task}`
    }
  }
  return undefined
}

function ruleOf(lab: Lab, id: string): string {
  if (!lab.ledger.acknowledged.has(id)) return 'S3'
  return lab.restored() ? 'S13' : 'S1'
}

/**
 * Texts of the events of a task that a handheld shows, by id. What a full disk did not keep is in its memory only, which is
 * as it should be: the server sends it again after a reload.
 */
function shown(replica: Replica, task: string): Map<string, string> {
  return new Map(
    replica
      .events(task)
      .get()
      .map((event) => [event.id, wholeText(event as never)]),
  )
}
