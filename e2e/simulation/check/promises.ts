import type { WorkEvent } from 'shared-schema/domain/picking/event.ts'
import * as Y from 'yjs'
import { verifyProjections } from '../../../sync-server/src/projections/rebuild-projections.ts'
import { loadPlans } from '../../../sync-server/src/projections/task-plan.ts'
import { documentFromLog, readDocument } from '../../../sync-server/src/storage/document-rows.ts'
import type { Handheld } from '../device/handheld.ts'
import type { Lab } from '../lab.ts'
import { wholeText } from './ledger.ts'
import { compare, logByTask } from './log-texts.ts'
import { reckon } from './naive-warehouse.ts'

/** S4, S7: the log, its documents and what any Yjs client would read from them are one. */
export async function checkLog(lab: Lab): Promise<void> {
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
    const stored = await readDocument(server.store.sql, task)
    const anew = await documentFromLog(server.store.sql, task)
    for (const client of new Set([...stored.runs.keys(), ...anew.runs.keys()])) {
      const [one, other] = [stored, anew].map(({ runs }) => Buffer.concat(runs.get(client) ?? []))
      if (!one?.equals(other ?? Buffer.of()))
        world.violate('S7', `the stored document of ${task} is not its log`)
    }
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
export async function checkTables(lab: Lab): Promise<void> {
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
    const given = lab.tasks.get(plan.id)
    if (given?.unsure === false && [...plan.workers].sort().join() !== [...given.workers].sort().join())
      world.violate(
        'S11',
        `${plan.id} belongs to ${plan.workers.join()}, and the desk gave it to ${given.workers.join()}`,
      )
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
export function checkDisk(lab: Lab, handheld: Handheld): void {
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
