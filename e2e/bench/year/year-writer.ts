import type Database from 'better-sqlite3'
import type { FlatRecord } from 'shared-schema/documents/flat-record.ts'
import { encodeRuns, encodeStruct } from 'shared-schema/documents/work-document-encode.ts'
import { requisitionStatusFrom } from 'shared-schema/domain/requisition/status.ts'
import {
  projectExceptions,
  projectLines,
  projectTask,
} from '../../../sync-server/src/projections/projected-task.ts'
import { lineAndQuantity } from '../../../sync-server/src/sync/batch.ts'
import { into, rowsInto } from './bulk-rows.ts'
import { eventText } from './event-text.ts'
import type { TaskStory } from './task-story.ts'

/** Where a task stands in the year's sequence of changes. */
export type Standing = {
  readonly seq: number
  readonly verdictSeq: number
  /** Archived tasks keep neither document nor client ids. */
  readonly archivedAt: number | null
  /** A phone sends what it has every so many events; each becomes a row until 64 are merged. Absent: merged into one. */
  readonly eventsPerRow?: number
}

/** One row of the log that waits for its day to be sorted. */
export type LogRow = { readonly receivedAt: number; readonly values: readonly unknown[] }

const COMPACT_AT_ROWS = 64

const taskColumns = [
  'id',
  'requisition',
  'team',
  'priority',
  'due',
  'created_at',
  'created_by',
  'change_seq',
  'verdict_seq',
  'archived_at',
  'status',
  'picked',
  'over',
  'missing',
  'lines_done',
  'picks',
  'started_at',
  'last_at',
  'completed_at',
  'open_exceptions',
]
const lineColumns = [
  'id',
  'task',
  'requisition_line',
  'requested',
  'picked',
  'missing',
  'over',
  'status',
  'reason',
  'by_worker',
  'done_at',
]
const eventColumns = [
  'id',
  'task',
  'client',
  'clock',
  'device',
  'device_seq',
  'by',
  'type',
  'line',
  'qty',
  'at',
  'happened_at',
  'received_at',
  'status',
  'hash',
  'body',
]
const exceptionColumns = [
  'id',
  'task',
  'requisition',
  'kind',
  'line',
  'fact',
  'open',
  'sides',
  'decisions',
  'first_seen_at',
  'change_seq',
]

/** Writes stories into the tables as the server would have, through the server's own projections. */
export function makeYearWriter(database: Database.Database, keyOf: (device: string) => string | undefined) {
  const requisition = into(database, 'requisitions', [
    'id',
    'number',
    'date',
    'warehouse',
    'shop',
    'status',
    'close_incomplete',
    'created_at',
    'change_seq',
  ])
  const requisitionLine = into(database, 'requisition_lines', [
    'id',
    'requisition',
    'pos',
    'ident',
    'name',
    'unit',
    'requested',
    'location',
    'unknown_article',
  ])
  const task = rowsInto(database, 'tasks', taskColumns)
  const line = rowsInto(database, 'task_lines', lineColumns)
  const worker = into(database, 'task_workers', ['task', 'worker', 'assigned_at'])
  const exception = rowsInto(database, 'exceptions', exceptionColumns)
  const event = into(database, 'work_events', eventColumns)
  const client = into(database, 'client_ids', ['task', 'client', 'device', 'next_clock'])
  const update = into(database, 'doc_updates', ['task', 'bytes'])

  /** Writes everything of a story but its log, whose rows it returns. */
  function story(told: TaskStory, { seq, verdictSeq, archivedAt, eventsPerRow }: Standing): LogRow[] {
    const { plan, state } = told
    const { id, createdAt } = plan
    const row = projectTask(state)
    const status = requisitionStatusFrom({
      ...{ cancelled: false, closed: false, unassigned: false, closeIncomplete: true },
      ...{ tasks: [state.status], short: row.missing > 0 },
    })
    const date = new Date(createdAt).toISOString().slice(0, 10)
    requisition([plan.requisition, plan.number, date, plan.warehouse, plan.shop, status, 1, createdAt, seq])
    task({
      ...row,
      ...{
        id,
        requisition: plan.requisition,
        priority: plan.priority,
        created_at: createdAt,
        created_by: 'p-sef',
      },
      ...{ change_seq: seq, verdict_seq: verdictSeq, archived_at: archivedAt },
    })
    for (const person of plan.workers) worker([id, person, createdAt])
    for (const { line: key, pos, ident, name, unit, requested, location } of plan.lines) {
      requisitionLine([`r${key}`, plan.requisition, pos, ident, name, unit, requested, location, 0])
    }
    const requestedOf = new Map(plan.lines.map((each) => [each.line, each.requested]))
    for (const each of projectLines(state)) {
      line({ ...each, task: id, requisition_line: `r${each.id}`, requested: requestedOf.get(each.id) ?? 0 })
    }
    for (const each of projectExceptions(plan, state)) exception({ ...each, change_seq: verdictSeq })
    const rows = logRows(told)
    if (archivedAt === null) document(told, rows, eventsPerRow)
    return rows
  }

  function logRows({ plan: { id }, told, offline, state }: TaskStory): LogRow[] {
    const first = told[0]?.client
    const end = state.lastAt ?? 0
    return told.map(({ event: each, client: from, clock }): LogRow => {
      const { body, hash } = eventText(each, keyOf(each.device))
      const { line: key, qty } = lineAndQuantity(each)
      const receivedAt = offline && from === first ? Math.max(end, each.at) : each.at
      return {
        receivedAt,
        values: [
          each.id,
          id,
          from,
          clock,
          each.device,
          each.seq,
          each.by,
          each.type,
          key,
          qty,
          each.at,
          each.at,
          receivedAt,
          'accepted',
          hash,
          body,
        ],
      }
    })
  }

  function document(
    { plan: { id }, told }: TaskStory,
    rows: readonly LogRow[],
    eventsPerRow = Number.POSITIVE_INFINITY,
  ): void {
    const structs = rows.map(({ values }, index) => ({
      client: told[index]?.client ?? 0,
      clock: told[index]?.clock ?? 0,
      device: told[index]?.event.device ?? '',
      encoded: encodeStruct(JSON.parse(String(values.at(-1))) as FlatRecord & { id: string }),
    }))
    const byClient = Map.groupBy(structs, (struct) => struct.client)
    for (const [key, run] of byClient) client([id, key, run[0]?.device ?? '', run.length])
    const wanted = Math.min(COMPACT_AT_ROWS - 1, Math.ceil(structs.length / eventsPerRow))
    const size = Math.max(1, Math.ceil(structs.length / Math.max(1, wanted)))
    for (let at = 0; at < structs.length; at += size) {
      const runs = Map.groupBy(structs.slice(at, at + size), (struct) => struct.client)
      const encoded = [...runs].map(([key, run]) => ({
        client: key,
        clock: run[0]?.clock ?? 0,
        structs: run.map((each) => each.encoded),
      }))
      update([id, encodeRuns(encoded)])
    }
  }

  function log(rows: readonly LogRow[]): void {
    for (const { values } of rows) event(values)
  }

  return { story, log }
}
