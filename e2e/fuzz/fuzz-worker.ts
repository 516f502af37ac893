import { parentPort, workerData } from 'node:worker_threads'
import { type RangeReport, runRange } from './run-range.ts'

/** What a thread of the fuzz is told. */
export type ToFuzzWorker = {
  readonly seed: number
  /** Numbers shared by all threads: `[0]` is the next range to take, the others what each thread is judging. */
  readonly shared: SharedArrayBuffer
  /** Which thread it is, from 1. */
  readonly place: number
  readonly from: number
  readonly to: number
  /** Mutants that are taken at once. */
  readonly handful: number
}
export type FromFuzzWorker = RangeReport

// Refusals are thrown inside the parser; their stacks, which nobody reads, would take most of the time.
Error.stackTraceLimit = 0

const { seed, shared, place, from, to, handful } = workerData as ToFuzzWorker
const numbers = new Int32Array(shared)
for (;;) {
  const start = from + Atomics.add(numbers, 0, 1) * handful
  if (start >= to) break
  const report: FromFuzzWorker = runRange(seed, start, Math.min(to, start + handful), (index) => {
    Atomics.store(numbers, place, index)
  })
  parentPort?.postMessage(report)
  if (report.findings.length > 0) break
}
