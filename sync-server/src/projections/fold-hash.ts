import { createHash } from 'node:crypto'
import type { Write } from '../storage/store.ts'
import { projectExceptions, projectLines, projectTask } from './projected-task.ts'
import { foldStoredTask } from './refresh-task.ts'

const EVENTS_PER_STEP = 5_000

/**
 * What a database says, as one number: the log in its order, and what follows from it for every task. Two databases with the same hash have
 * the same picks, whatever holds them.
 * @param sql a transaction that sees one moment
 * @returns SHA-256, hex
 */
export async function foldHash(
  sql: Write['sql'],
): Promise<{ readonly tasks: number; readonly events: number; readonly hash: string }> {
  const hash = createHash('sha256')
  let events = 0
  for (let last = 0; ; ) {
    const rows = await sql
      .selectFrom('work_events')
      .select(['seq', 'id', 'hash', 'status'])
      .where('seq', '>', last)
      .orderBy('seq')
      .limit(EVENTS_PER_STEP)
      .execute()
    for (const row of rows) hash.update(`${row.id} ${row.hash} ${row.status}\n`)
    events += rows.length
    const end = rows.at(-1)
    if (end === undefined) break
    last = end.seq
  }
  const tasks = await sql.selectFrom('tasks').select('id').orderBy('id').execute()
  for (const { id } of tasks) {
    const folded = await foldStoredTask(sql, id)
    if (folded === undefined) continue
    const { plan, state } = folded
    const said = [id, projectTask(state), projectLines(state), projectExceptions(plan, state)]
    hash.update(`${JSON.stringify(said)}\n`)
  }
  return { tasks: tasks.length, events, hash: hash.digest('hex') }
}
