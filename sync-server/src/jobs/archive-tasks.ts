import type { Logger } from 'pino'
import type { Keeping } from '../config.ts'
import { type ArchiveOutcome, type ArchivePlace, archiveCandidates, archiveTask } from '../storage/archive.ts'
import type { Store } from '../storage/store.ts'
import { type Pace, stepByStep } from './pace.ts'

const DAY_MS = 24 * 60 * 60 * 1000
/** Tasks of one write: about ten milliseconds, which is what a pick that arrives then waits. */
const TASKS_PER_WRITE = 4

export type Archived = Readonly<Record<ArchiveOutcome, number>>

/**
 * Archives what has been over and quiet for long enough, oldest first. It proves of each task that its document is what the log makes
 * before the document goes, so that a fault of either is seen and nothing is lost by it.
 */
export async function archiveTasks(
  store: Store,
  { archiveAfter, hideDevicesAfter }: Pick<Keeping, 'archiveAfter' | 'hideDevicesAfter'>,
  log: Logger,
  pace: Pace,
): Promise<Archived> {
  const outcomes = { archived: 0, open: 0, worked_on: 0, held: 0, unsent: 0, differs: 0 }
  if (archiveAfter === 0) return outcomes
  let after: ArchivePlace | undefined
  const step = () =>
    store.write(async (tx) => {
      const quietSince = tx.now - archiveAfter * DAY_MS
      const heardSince = hideDevicesAfter === 0 ? 0 : tx.now - hideDevicesAfter * DAY_MS
      const tasks = await archiveCandidates(tx.sql, {
        before: quietSince,
        limit: TASKS_PER_WRITE,
        ...(after && { after }),
      })
      for (const { id } of tasks) {
        const outcome = await archiveTask(tx, id, { quietSince, heardSince })
        outcomes[outcome] += 1
        if (outcome === 'differs')
          log.error({ task: id }, 'the document of a task is not what its log makes; it was not archived')
      }
      after = tasks.at(-1)
      return after !== undefined
    })
  await stepByStep(step, pace)
  return outcomes
}
