import type { TaskRow } from 'shared-schema/api/tasks.ts'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import { textsOf } from '../../ui/language.ts'

const t = textsOf(adminTexts)

type Names = {
  readonly nameOf: (id: string) => string
  readonly teamName: (id: string | null) => string | undefined
}

/** Who picks a task: the team's name, or the workers' names. */
export function assigneeName(task: Pick<TaskRow, 'team' | 'workers'>, names: Names): string {
  const team = names.teamName(task.team)
  if (team !== undefined) return team
  return task.workers.length === 0 ? t().shell.nobody : task.workers.map(names.nameOf).join(', ')
}
