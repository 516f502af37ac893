import type { Store } from '../storage/store.ts'
import { refreshTask } from './refresh-task.ts'
import { type Difference, verifyTask } from './verify.ts'

export type Verification = {
  readonly tasks: number
  readonly events: number
  readonly differences: readonly Difference[]
}

/** Compares every task's tables with the fold of the log on one consistent snapshot, while the server may go on. */
export async function verifyProjections(store: Store): Promise<Verification> {
  return store.sql.transaction().execute(async (sql) => {
    const tasks = await sql.selectFrom('tasks').select('id').orderBy('id').execute()
    const { events } = await sql
      .selectFrom('work_events')
      .select((eb) => eb.fn.countAll<number>().as('events'))
      .executeTakeFirstOrThrow()
    const differences: Difference[] = []
    for (const { id } of tasks) differences.push(...(await verifyTask(sql, id)))
    return { tasks: tasks.length, events: Number(events), differences }
  })
}

/** Writes every task's tables anew from the log; one write a task, so that a running server is not held up. */
export async function rebuildProjections(store: Store): Promise<{ readonly tasks: number }> {
  const tasks = await store.sql.selectFrom('tasks').select('id').orderBy('id').execute()
  for (const { id } of tasks) await store.write((tx) => refreshTask(tx, id))
  return { tasks: tasks.length }
}
