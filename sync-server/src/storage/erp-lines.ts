import { randomUUID } from 'node:crypto'
import { refreshRequisition } from '../projections/refresh-requisition.ts'
import { refreshTask } from '../projections/refresh-task.ts'
import type { Requisition, RequisitionLine } from './requisitions.ts'
import { slices } from './slices.ts'
import type { Write } from './store.ts'

/** A part of a line as a task has it, with what the ERP changed of it. */
export type PlannedShare = {
  readonly id: string
  readonly task: string
  readonly line: string
  readonly task_status: string
  readonly requested: number
  readonly picked: number
  readonly erp_to: number | null
  readonly released: number
}

/** The parts that tasks have of a requisition's lines, tasks in the order they were made. */
export async function plannedShares(tx: Write, requisition: string): Promise<PlannedShare[]> {
  const rows = await tx.sql
    .selectFrom('task_lines')
    .innerJoin('tasks', 'tasks.id', 'task_lines.task')
    .select([
      'task_lines.id',
      'task_lines.task',
      'task_lines.requisition_line as line',
      'tasks.status as task_status',
      'task_lines.requested',
      'task_lines.picked',
      'task_lines.erp_to',
    ])
    .select((eb) =>
      eb
        .selectFrom('line_releases')
        .select((inner) => inner.fn.sum<number>('qty').as('qty'))
        .whereRef('line_releases.task_line', '=', 'task_lines.id')
        .as('released'),
    )
    .where('tasks.requisition', '=', requisition)
    .orderBy('tasks.created_at')
    .orderBy('tasks.id')
    .orderBy('task_lines.id')
    .execute()
  return rows.map((row) => ({ ...row, released: Number(row.released ?? 0) }))
}

export type PlanWrite = {
  readonly version: number
  readonly lines: readonly { readonly id: string; readonly requested: number }[]
  readonly added: readonly Omit<RequisitionLine, 'requisition'>[]
  readonly shares: readonly {
    readonly id: string
    readonly task: string
    readonly requested: number
    readonly from: number
    readonly to: number
  }[]
}

/** Writes changed plans with everything that follows: folds, exceptions, statuses, and what devices have to pull. */
export async function writePlanChange(tx: Write, requisition: string, change: PlanWrite): Promise<void> {
  for (const { id, requested } of change.lines) {
    await tx.sql.updateTable('requisition_lines').set({ requested }).where('id', '=', id).execute()
  }
  for (const slice of slices(change.added.map((line) => ({ ...line, requisition })))) {
    await tx.sql.insertInto('requisition_lines').values(slice).execute()
  }
  for (const { id, requested, from, to } of change.shares) {
    const erp = { erp_from: from, erp_to: to, erp_version: change.version, erp_at: tx.now }
    await tx.sql
      .updateTable('task_lines')
      .set({ requested, ...erp })
      .where('id', '=', id)
      .execute()
  }
  await offerPlans(tx, [...new Set(change.shares.map((share) => share.task))])
  for (const task of new Set(change.shares.map((share) => share.task))) await refreshTask(tx, task)
  await refreshRequisition(tx, requisition)
  tx.changed('requisitions', requisition)
}

/** Lets the devices of these tasks pull their plans again. */
export async function offerPlans(tx: Write, tasks: readonly string[]): Promise<void> {
  for (const task of tasks) {
    await tx.sql.updateTable('tasks').set({ change_seq: tx.seq }).where('id', '=', task).execute()
    tx.changed('tasks', task)
  }
}

/** Gives lines the positions the ERP prints. */
export async function renumberLines(
  tx: Write,
  moves: readonly { readonly id: string; readonly pos: number }[],
): Promise<void> {
  for (const { id, pos } of moves)
    await tx.sql.updateTable('requisition_lines').set({ pos }).where('id', '=', id).execute()
}

/** Takes over what the ERP changed in the head of a document. */
export async function writeHead(
  tx: Write,
  requisition: string,
  head: Pick<Requisition, 'date' | 'warehouse' | 'shop'>,
): Promise<void> {
  await tx.sql
    .updateTable('requisitions')
    .set({ ...head, change_seq: tx.seq })
    .where('id', '=', requisition)
    .execute()
  const tasks = await tx.sql.selectFrom('tasks').select('id').where('requisition', '=', requisition).execute()
  await offerPlans(
    tx,
    tasks.map(({ id }) => id),
  )
  tx.changed('requisitions', requisition)
}

/** Records that a part of a task's line is to be assigned again. */
export async function releaseLine(
  tx: Write,
  release: {
    readonly requisition: string
    readonly taskLine: string
    readonly qty: number
    readonly by: string
    readonly difference: string | null
  },
): Promise<void> {
  const { requisition, taskLine, qty, by, difference } = release
  await tx.sql
    .insertInto('line_releases')
    .values({ id: randomUUID(), requisition, task_line: taskLine, qty, by, at: tx.now, difference })
    .execute()
}

/** Makes a finished or cancelled requisition one to work on again; its status follows from its tasks. */
export async function reopenRequisition(tx: Write, requisition: string): Promise<void> {
  await tx.sql
    .updateTable('requisitions')
    .set({ status: 'new', closed_at: null, change_seq: tx.seq })
    .where('id', '=', requisition)
    .execute()
  await refreshRequisition(tx, requisition)
  tx.changed('requisitions', requisition)
}

/**
 * Takes the flag from kept lines whose article is known now, and fills in what the catalogue says of it. Barcodes stay in the catalogue: a copy
 * in the line would outlive their change.
 * @returns how many lines
 */
export async function recognizeLines(tx: Write): Promise<number> {
  const rows = await tx.sql
    .selectFrom('requisition_lines')
    .innerJoin('articles', 'articles.ident', 'requisition_lines.ident')
    .select([
      'requisition_lines.id',
      'requisition_lines.requisition',
      'requisition_lines.unit as written_unit',
      'articles.name',
      'articles.unit',
      'articles.location',
    ])
    .where('requisition_lines.unknown_article', '=', 1)
    .execute()
  for (const { id, name, unit, written_unit, location } of rows) {
    await tx.sql
      .updateTable('requisition_lines')
      .set({ name, location, unit: unit === '' ? written_unit : unit, unknown_article: 0 })
      .where('id', '=', id)
      .execute()
  }
  const tasks = new Set<string>()
  for (const slice of slices(rows.map(({ id }) => id))) {
    const found = await tx.sql
      .selectFrom('task_lines')
      .select('task')
      .where('requisition_line', 'in', slice)
      .execute()
    for (const { task } of found) tasks.add(task)
  }
  await offerPlans(tx, [...tasks])
  for (const { requisition } of rows) tx.changed('requisitions', requisition)
  return rows.length
}
