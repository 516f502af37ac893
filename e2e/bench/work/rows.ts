import { createHash } from 'node:crypto'
import { canonicalEvent } from 'shared-schema/domain/picking/canonical.ts'
import { happenedAt } from 'shared-schema/domain/picking/event.ts'
import type { OfflinePart } from './shift.ts'

/** What our server writes of a storm, as statements that do nothing else. */
export const statements = {
  event: `insert into work_events (id, task, client, clock, device, device_seq, by, type, line, qty, at, happened_at, received_at,
    status, held_reason, hash, body) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  client: 'insert into client_ids (task, client, device, next_clock) values (?, ?, ?, ?)',
  document: 'insert into doc_updates (task, bytes) values (?, ?)',
  line: 'update task_lines set picked = picked + ?, missing = missing - ?, by_worker = ?, done_at = ? where id = ?',
  task: `update tasks set picked = picked + ?, missing = missing - ?, picks = picks + ?, lines_done = ?, started_at = ?, last_at = ?,
    completed_at = ?, verdict_seq = verdict_seq + 1 where id = ?`,
  change: 'insert into changes (seq, topic, key, at) values (?, ?, ?, ?)',
} as const
export type StatementName = keyof typeof statements
export type BareRow = readonly [StatementName, readonly unknown[]]

let changeSeq = 1_000_000

/** The rows of one part, with the totals it adds to its task and lines. */
export function rowsOfPart(part: OfflinePart, worker: string): BareRow[] {
  const { task, client, update } = part
  const now = Date.now()
  const events = part.events.map((event, clock): BareRow => {
    const { id, device, seq, by, type, line = null, qty = null } = event
    const at = Number(event.at)
    const hash = createHash('sha256').update(canonicalEvent(event)).digest('hex')
    const happened = happenedAt({ at, offset: Number(event.offset) })
    const body = JSON.stringify(event)
    const head = [id, task, client, clock, device, seq, by, type, line, qty, at, happened, now]
    return ['event', [...head, 'accepted', null, hash, body]]
  })
  const picks = part.events.filter((event) => event.type === 'picked')
  const byLine = [...Map.groupBy(picks, (event) => String(event.line))]
  const quantity = picks.length * 1000
  changeSeq += 1
  return [
    ...events,
    ['client', [task, client, String(part.events[0]?.device), part.events.length]],
    ['document', [task, update]],
    ...byLine.map(([line, of]): BareRow => {
      const picked = of.length * 1000
      return ['line', [picked, picked, JSON.stringify({ [worker]: picked }), now, line]]
    }),
    ['task', [quantity, quantity, picks.length, byLine.length, now, now, now, task]],
    ['change', [changeSeq, 'tasks', task, now]],
    ['change', [changeSeq, 'requisitions', task, now]],
  ]
}
