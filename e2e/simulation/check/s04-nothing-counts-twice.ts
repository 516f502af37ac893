import type { TaskPlan } from 'shared-schema/domain/picking/task.ts'
import type { Lab } from '../lab.ts'
import type { CommittedEvent } from '../server/server-disk.ts'

/** S4, at every commit: an id is in the log once. */
export function inTheLogTwice(
  committed: ReadonlyMap<string, CommittedEvent>,
  id: string,
): string | undefined {
  return committed.has(id) ? `event ${id} is in the log twice` : undefined
}

/** S4, at quiet: an act of the desk that was sent twice counts once. Each carries its operation as its text. */
export function actTwice(lab: Lab): string | undefined {
  const texts = new Set<string>()
  for (const { id, body } of lab.host.disk.committed.values()) {
    const event = JSON.parse(body) as { device: string; text?: string }
    if (!event.device.startsWith('api-')) continue
    if (texts.has(event.text ?? '')) return `an act of the desk counts twice: ${id}`
    texts.add(event.text ?? '')
  }
  return undefined
}

/** S4, at quiet: the lines of a task count what was picked. @param picked by line, reckoned without the fold */
export function miscounted(
  lab: Lab,
  plan: TaskPlan,
  picked: ReadonlyMap<string, number>,
): string | undefined {
  const rows = lab.host.disk.read<{ id: string; picked: number }>(
    'select id, picked from task_lines where task = ?',
    plan.id,
  )
  const wrong = rows.find((row) => row.picked !== picked.get(row.id))
  return wrong && `${wrong.id} counts ${wrong.picked}, and ${String(picked.get(wrong.id))} were picked`
}
