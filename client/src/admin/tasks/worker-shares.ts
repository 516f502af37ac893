import type { task } from 'shared-schema/api/tasks.ts'
import type { Thousandths } from 'shared-schema/domain/quantity.ts'
import type * as z from 'zod'

type Lines = Pick<z.infer<typeof task>, 'items' | 'workers'>

/** What one worker picked: summed over units, which is a measure of share, not of goods. */
export type WorkerShare = {
  readonly worker: string
  readonly picked: Thousandths
  /** Lines on which this worker picked something. */
  readonly lines: number
}

/** Each worker's part of a task, assigned workers first even when they picked nothing, then whoever else picked. */
export function workerShares({ items, workers }: Lines): WorkerShare[] {
  const shares = new Map<string, { picked: Thousandths; lines: number }>(
    workers.map((worker) => [worker, { picked: 0, lines: 0 }]),
  )
  for (const { worker, picked } of items.flatMap((line) => line.by_worker)) {
    const before = shares.get(worker) ?? { picked: 0, lines: 0 }
    shares.set(worker, { picked: before.picked + picked, lines: before.lines + (picked > 0 ? 1 : 0) })
  }
  return [...shares].map(([worker, share]) => ({ worker, ...share }))
}
