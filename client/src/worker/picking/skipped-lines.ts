/*
 * Lines put off to the end, by task and worker. A plan for this walk and no fact of the work, so it is no event; it
 * outlives a reload and ends with the browser's session.
 */

const key = (task: string, worker: string) => `magacin.skipped.${task}.${worker}`

/** The lines this worker skipped in the task, in the order they were skipped. */
export function skippedBefore(task: string, worker: string): readonly string[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key(task, worker)) ?? '[]')
    return Array.isArray(kept) ? kept.filter((line) => typeof line === 'string') : []
  } catch {
    return []
  }
}

export function keepSkipped(task: string, worker: string, lines: readonly string[]): void {
  try {
    sessionStorage.setItem(key(task, worker), JSON.stringify(lines))
  } catch {
    // Without a session storage the order of the walk starts over after a reload; nothing recorded depends on it.
  }
}
