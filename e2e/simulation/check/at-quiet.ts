import { differenceTo } from 'shared-schema/documents/work-document.ts'
import type { WorkEvent } from 'shared-schema/domain/picking/event.ts'
import { foldTask } from 'shared-schema/domain/picking/fold.ts'
import * as Y from 'yjs'
import { isOver } from '../../../client/src/replica/documents/wanted-documents.ts'
import type { Replica } from '../../../client/src/replica/replica.ts'
import { verifyProjections } from '../../../sync-server/src/projections/rebuild-projections.ts'
import { loadPlans } from '../../../sync-server/src/projections/task-plan.ts'
import { documentFromLog, readDocument } from '../../../sync-server/src/storage/document-rows.ts'
import { tasksOnDevice } from '../../../sync-server/src/storage/down-channel.ts'
import type { Handheld } from '../device/handheld.ts'
import type { Lab } from '../lab.ts'
import { wholeText } from './ledger.ts'
import { reckon } from './naive-warehouse.ts'

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

function logByTask(lab: Lab): Map<string, Map<string, string>> {
  const log = new Map<string, Map<string, string>>()
  for (const { id, task, body } of lab.host.disk.committed.values()) {
    const texts = log.get(task) ?? new Map<string, string>()
    log.set(task, texts)
    texts.set(id, wholeText(JSON.parse(body) as Readonly<Record<string, unknown>>))
  }
  return log
}

function compare(have: ReadonlyMap<string, string>, want: ReadonlyMap<string, string>): string | undefined {
  for (const [id, text] of want) {
    if (!have.has(id)) return `lacks ${id}`
    if (have.get(id) !== text) return `says something else of ${id}`
  }
  for (const id of have.keys()) if (!want.has(id)) return `has ${id}, which the server lacks,`
  return undefined
}

/** S4, S7: the log, its documents and what any Yjs client would read from them are one. */
async function checkLog(lab: Lab): Promise<void> {
  const { world, host } = lab
  const server = host.running()
  if (server === undefined) return
  for (const [task, want] of logByTask(lab)) {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, await server.documents.diff(task, Uint8Array.of(0)))
    const map = doc.getMap<Record<string, unknown>>('events')
    const have = new Map([...map.entries()].map(([id, event]) => [id, wholeText(event)]))
    const difference = compare(have, want)
    if (difference !== undefined) world.violate('S7', `the document of ${task} ${difference}`)
    const stored = differenceTo(await readDocument(server.store.sql, task), new Map())
    const anew = differenceTo(await documentFromLog(server.store.sql, task), new Map())
    if (stored.length !== anew.length) world.violate('S7', `the stored document of ${task} is not its log`)
    doc.destroy()
  }
  const numbers = new Map<string, string>()
  for (const { id, body } of host.disk.committed.values()) {
    const { device, seq } = JSON.parse(body) as { device: string; seq: number }
    const twin = numbers.get(`${device} ${seq}`)
    // A restored server counts the desk's own acts again from an older number; ids are what counts.
    const again = lab.rolledBack.has(device) || (lab.restored() && device.startsWith('api-'))
    if (twin !== undefined && !again)
      world.violate('DV-02', `${device} gave number ${seq} to ${twin} and to ${id}`)
    numbers.set(`${device} ${seq}`, id)
  }
  const texts = new Set<string>()
  for (const { id, body } of host.disk.committed.values()) {
    const event = JSON.parse(body) as { device: string; text?: string }
    if (!event.device.startsWith('api-')) continue
    if (texts.has(event.text ?? '')) world.violate('S4', `an act of the desk counts twice: ${id}`)
    texts.add(event.text ?? '')
  }
}

/** S8, S9, S12: tables are the fold, sums are plain sums, contradictions have exceptions, and only poison is refused. */
async function checkTables(lab: Lab): Promise<void> {
  const { world, host } = lab
  const server = host.running()
  if (server === undefined) return
  const { sql } = server.store
  for (const each of (await verifyProjections(server.store)).differences)
    world.violate(
      'S8',
      `${each.table} ${each.row} ${each.column}: ${String(each.stored)} for ${String(each.folded)}`,
    )
  const held = new Set(
    host.disk.read<{ id: string }>("select id from work_events where status = 'held'").map(({ id }) => id),
  )
  const ids = host.disk.read<{ id: string }>('select id from tasks').map(({ id }) => id)
  for (const plan of (await loadPlans(sql, ids)).values()) {
    const events = [...host.disk.committed.values()]
      .filter(({ task, id }) => task === plan.id && !held.has(id))
      .map(({ body }) => JSON.parse(body) as WorkEvent)
    const { picked, contradictions } = reckon(plan, events)
    for (const row of host.disk.read<{ id: string; picked: number }>(
      'select id, picked from task_lines where task = ?',
      plan.id,
    ))
      if (row.picked !== picked.get(row.id))
        world.violate('S4', `${row.id} counts ${row.picked}, and ${String(picked.get(row.id))} were picked`)
    const known = new Set(
      host.disk.read<{ id: string }>('select id from exceptions where task = ?', plan.id).map(({ id }) => id),
    )
    for (const each of contradictions)
      if (!known.has(`${plan.id}/${each}`)) world.violate('S12', `${plan.id} has no exception ${each}`)
  }
  for (const { id, reason } of host.disk.read<{ id: string; reason: string }>(
    "select id, held_reason as reason from work_events where status = 'held'",
  ))
    if (lab.ledger.expected.has(id)) world.violate('S3', `${id} is still held: ${reason}`)
  for (const row of host.disk.read<{ device: string; code: string; events: string; detail: string }>(
    'select device, code, events, detail from quarantine',
  )) {
    const hostile = lab.hostileDevices.has(row.device)
    const poison = (JSON.parse(row.events) as string[]).some((id) => lab.ledger.poisoned.has(id))
    if (!hostile && !poison)
      world.violate('S9', `a frame of ${row.device} is in quarantine: ${row.code}, ${row.detail}`)
  }
}

/** S2, S9: what toned is on the device or was lost by a fault, and nothing good was given up. */
function checkDisk(lab: Lab, handheld: Handheld): void {
  const { events, outbox } = handheld.disk.stored()
  const device = handheld.device()
  for (const [id, event] of lab.ledger.expected)
    if (event.device === device && !events.has(id) && !lab.rolledBack.has(device))
      lab.world.violate('S2', `${handheld.name} toned for ${id} and does not have it`)
  for (const row of outbox.values()) {
    if (row.state === 'refused' && !lab.ledger.poisoned.has(row.id))
      lab.world.violate('S3', `${handheld.name} gave up ${row.id}: ${String(row.code)}`)
  }
  for (const each of events.values())
    if (each.refused !== undefined && !lab.ledger.poisoned.has(each.id))
      lab.world.violate('S9', `${handheld.name} thinks ${each.id} was refused: ${each.refused}`)
}
