import type { Store } from '../storage/store.ts'
import { refreshRequisition } from './refresh-requisition.ts'
import { refreshTask } from './refresh-task.ts'
import { type Difference, verifyRequisition, verifyTask } from './verify.ts'

export type Verification = {
  readonly tasks: number
  readonly events: number
  readonly differences: readonly Difference[]
}

/** Compares every task's tables with the fold of the log on one consistent snapshot, while the server may go on. */
export async function verifyProjections(store: Store): Promise<Verification> {
  // What SQLite does by itself; Postgres would let every statement see a later moment.
  const moment = store.sql.transaction().setIsolationLevel('repeatable read')
  return moment.execute(async (sql) => {
    const tasks = await sql.selectFrom('tasks').select('id').orderBy('id').execute()
    const { events } = await sql
      .selectFrom('work_events')
      .select((eb) => eb.fn.countAll<number>().as('events'))
      .executeTakeFirstOrThrow()
    const differences: Difference[] = []
    for (const { id } of tasks) differences.push(...(await verifyTask(sql, id)))
    const requisitions = await sql.selectFrom('requisitions').selectAll().orderBy('id').execute()
    for (const row of requisitions) differences.push(...(await verifyRequisition(sql, row)))
    return { tasks: tasks.length, events: Number(events), differences }
  })
}

/** Writes every task's tables anew from the log; one write a task, so that a running server is not held up. */
export async function rebuildProjections(store: Store): Promise<{ readonly tasks: number }> {
  const tasks = await store.sql.selectFrom('tasks').select('id').orderBy('id').execute()
  for (const { id } of tasks) await store.write((tx) => refreshTask(tx, id))
  // Those without a task as well: their status is new, whatever the table says.
  const requisitions = await store.sql.selectFrom('requisitions').select('id').orderBy('id').execute()
  for (const { id } of requisitions) await store.write((tx) => refreshRequisition(tx, id))
  return { tasks: tasks.length }
}
