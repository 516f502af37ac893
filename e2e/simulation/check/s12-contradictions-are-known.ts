import type { Lab } from '../lab.ts'

/** S12: every contradiction of a task (`kind/subject`, reckoned without the fold) has its exception. */
export function withoutException(
  lab: Lab,
  task: string,
  contradictions: ReadonlySet<string>,
): string | undefined {
  const rows = lab.host.disk.read<{ id: string }>('select id from exceptions where task = ?', task)
  const known = new Set(rows.map(({ id }) => id))
  const missing = [...contradictions].find((each) => !known.has(`${task}/${each}`))
  return missing === undefined ? undefined : `${task} has no exception ${missing}`
}
