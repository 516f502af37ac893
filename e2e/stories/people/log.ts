import type { exceptionRow } from 'shared-schema/api/exceptions.ts'
import type { task, taskLine } from 'shared-schema/api/tasks.ts'
import type * as z from 'zod'
import type { Office } from '../../stack/office.ts'

type Task = z.infer<typeof task>
export type TaskLine = z.infer<typeof taskLine>
export type ExceptionRow = z.infer<typeof exceptionRow>
type EventRow = Task['events'][number]

/** What the server has on disk about the one task of a story. */
export type TaskLog = {
  readonly task: Task
  readonly events: readonly EventRow[]
  readonly line: (ident: string) => TaskLine
  /** Picks in units of a worker on an article, undone ones included. */
  readonly picks: (worker: string, ident: string) => readonly EventRow[]
}

/** Reads the task with its whole log over the API. @throws when there is not exactly one task */
export async function readLog(office: Office): Promise<TaskLog> {
  const { items } = await office.get<{ items: { id: string }[] }>('/api/zaduznice?limit=10')
  const [only] = items
  if (only === undefined || items.length > 1) throw new Error(`${items.length} tasks where one was expected`)
  const found = await office.get<Task>(`/api/zaduznice/${only.id}`)
  const line = (ident: string) => {
    const one = found.items.find((each) => each.ident === ident)
    if (one === undefined) throw new Error(`The task has no line of ${ident}.`)
    return one
  }
  return {
    task: found,
    events: found.events,
    line,
    picks: (worker, ident) =>
      found.events.filter(
        (event) => event.type === 'picked' && event.by === worker && event.line === line(ident).id,
      ),
  }
}

/** Ids that appear more than once: a doubled event, which must never be. */
export function doubled(events: readonly EventRow[]): string[] {
  const ids = events.map(({ id }) => id)
  return ids.filter((id, place) => ids.indexOf(id) !== place)
}

export async function openExceptions(office: Office): Promise<readonly ExceptionRow[]> {
  return (await office.get<{ items: ExceptionRow[] }>('/api/exceptions?status=open')).items
}
