import type { StepFailure } from './context.ts'

/** Whether an error says that nothing can be written any more, neither now nor for the next document. */
export function isDiskFull(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code
  return code === 'SQLITE_FULL' || code === 'ENOSPC'
}

/** What a step that broke is told as: a full disk by its name, everything else as a mistake of the program. */
export function failureOf(error: unknown): StepFailure {
  const detail = error instanceof Error ? error.message : String(error)
  return { code: isDiskFull(error) ? 'disk_full' : 'internal', detail }
}

/**
 * Does something with the journal that what follows can do without.
 * @returns what hindered it when the disk is full; undefined when it is done
 * @throws everything else
 */
export async function unlessDiskFull(work: () => Promise<unknown>): Promise<StepFailure | undefined> {
  try {
    await work()
    return undefined
  } catch (error) {
    if (!isDiskFull(error)) throw error
    return failureOf(error)
  }
}
