import type { Lab } from '../lab.ts'
import { wholeText } from './whole-text.ts'

/** What the log says, by task and event id. */
export type LogTexts = ReadonlyMap<string, ReadonlyMap<string, string>>

export function logByTask(lab: Lab): LogTexts {
  const log = new Map<string, Map<string, string>>()
  for (const { id, task, body } of lab.host.disk.committed.values()) {
    const texts = log.get(task) ?? new Map<string, string>()
    log.set(task, texts)
    texts.set(id, wholeText(JSON.parse(body) as Readonly<Record<string, unknown>>))
  }
  return log
}

/** What the first of two sets of events has wrong, in words; undefined when they are the same (by content). */
export function compare(
  have: ReadonlyMap<string, string>,
  want: ReadonlyMap<string, string>,
): string | undefined {
  for (const [id, text] of want) {
    if (!have.has(id)) return `lacks ${id}`
    if (have.get(id) !== text) return `says something else of ${id}`
  }
  for (const id of have.keys()) if (!want.has(id)) return `has ${id}, which the server lacks,`
  return undefined
}
