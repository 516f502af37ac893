import type { WorkEvent } from 'shared-schema/domain/picking/event.ts'
import type { StoredTask } from './round-task.ts'

/** What a round came to. Everything but the kills of `lost` and `doubled` must be zero. */
export type RoundResult = {
  /** Events whose acknowledgement reached their device. */
  readonly acknowledged: number
  /** Scans whose tone was heard at the browser. */
  readonly toned: number
  readonly lost: number
  readonly doubled: number
  /** What is wrong, in words. */
  readonly complaints: readonly string[]
}

/** Events that are not in the log though they must be. */
export function missingIn(log: StoredTask, wanted: Iterable<string>): string[] {
  const inLog = new Set(log.events.map(({ id }) => id))
  return [...wanted].filter((id) => !inLog.has(id))
}

/** Events and units that count more than once: ids that appear twice, and whatever the tables count beyond the picks made. */
export function surplusIn(log: StoredTask, made: readonly WorkEvent[]): number {
  const ids = new Set(log.events.map(({ id }) => id))
  const picked = made.reduce((sum, event) => sum + (event.type === 'picked' ? event.qty : 0), 0)
  const counted = log.items.reduce((sum, line) => sum + line.picked, 0)
  return log.events.length - ids.size + Math.max(0, (counted - picked) / 1000)
}

/** Units that were picked and that the tables do not count. */
export function deficitIn(log: StoredTask, made: readonly WorkEvent[]): number {
  const picked = made.reduce((sum, event) => sum + (event.type === 'picked' ? event.qty : 0), 0)
  const counted = log.items.reduce((sum, line) => sum + line.picked, 0)
  return Math.max(0, (picked - counted) / 1000)
}

/** Compares a task with what the devices of its load made and were told. */
export function judgeLoad(
  log: StoredTask,
  made: readonly WorkEvent[],
): { lost: number; doubled: number; complaints: string[] } {
  const missing = missingIn(
    log,
    made.map(({ id }) => id),
  )
  const [deficit, doubled] = [deficitIn(log, made), surplusIn(log, made)]
  const complaints = [
    ...(missing.length > 0
      ? [`${missing.length} events are not in the log: ${missing.slice(0, 3).join(', ')}`]
      : []),
    ...(deficit > 0 ? [`the tables count ${deficit} units too few`] : []),
    ...(doubled > 0 ? [`${doubled} events or units count twice`] : []),
  ]
  return { lost: Math.max(missing.length, deficit), doubled, complaints }
}
