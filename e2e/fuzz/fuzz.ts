import { randomInt } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import type { FromFuzzWorker, ToFuzzWorker } from './fuzz-worker.ts'
import { MOST_MS } from './judge.ts'
import { emptyReport } from './run-range.ts'
import { timeBombs } from './time-bombs.ts'

/*
 * `npm run fuzz -- --mutants N [--seed S]`: lets the gate judge N mutated frames, and Yjs and the promises of the gate judge the
 * gate. `--from I` begins with the Ith mutant of the seed, so that one can be looked at alone. The last line is JSON; exit 0
 * only if nobody disagreed, nothing was thrown, nothing hung, and no frame took longer than 5 ms.
 */

/** Mutants a thread takes at once. */
const HANDFUL = 2_000
/** Who judges one mutant for so long hangs, ms; on a machine that is that busy nothing can be measured. */
const HANGS_AFTER_MS = 30_000
const LOOK_EVERY_MS = 1_000

const { values } = parseArgs({
  options: {
    mutants: { type: 'string', default: '300000' },
    seed: { type: 'string' },
    from: { type: 'string', default: '0' },
    workers: { type: 'string', default: String(Math.min(availableParallelism(), 8)) },
  },
})
const began = performance.now()
const seed = Number(values.seed ?? randomInt(2 ** 31))
const [from, mutants, size] = [Number(values.from), Number(values.mutants), Number(values.workers)]
if (![seed, from, mutants, size].every(Number.isSafeInteger) || mutants < 1 || size < 1) {
  process.stderr.write('Usage: npm run fuzz -- --mutants N [--seed S] [--from I] [--workers W]\n')
  process.exit(2)
}

Error.stackTraceLimit = 0
const bombs = timeBombs(seed)
const total = emptyReport()
const shared = new SharedArrayBuffer(4 * (size + 1))
const working = new Int32Array(shared)
const hung: number[] = []
await Promise.all(Array.from({ length: size }, (_, at) => runWorker(at + 1)))
finish()

function runWorker(place: number): Promise<void> {
  const workerData: ToFuzzWorker = { seed, shared, place, from, to: from + mutants, handful: HANDFUL }
  const worker = new Worker(new URL('./fuzz-worker.ts', import.meta.url), { workerData })
  let [last, since] = [-1, Date.now()]
  return new Promise((resolve, reject) => {
    const watch = setInterval(() => {
      const now = Atomics.load(working, place)
      if (now !== last) [last, since] = [now, Date.now()]
      else if (Date.now() - since > HANGS_AFTER_MS) {
        hung.push(now)
        void worker.terminate()
      }
    }, LOOK_EVERY_MS)
    worker.on('message', take)
    worker.on('error', reject)
    worker.on('exit', () => {
      clearInterval(watch)
      resolve()
    })
  })
}

function take(report: FromFuzzWorker): void {
  total.mutants += report.mutants
  total.accepted += report.accepted
  total.judged += report.judged
  total.worstMs = Math.max(total.worstMs, report.worstMs)
  total.worstMsLarge = Math.max(total.worstMsLarge, report.worstMsLarge)
  total.findings.push(...report.findings)
  for (const [code, count] of Object.entries(report.refusedByCode)) {
    total.refusedByCode[code] = (total.refusedByCode[code] ?? 0) + count
  }
}

function finish(): void {
  for (const { index, complaint, hex, shrunken } of total.findings) {
    console.log(`Mutant ${index} of seed ${seed}: ${complaint}`)
    console.log(`  frame    ${hex}\n  shrunken ${shrunken}`)
    console.log(`  again    npm run fuzz -- --seed ${seed} --from ${index} --mutants 1 --workers 1`)
  }
  for (const index of hung) console.log(`Mutant ${index} of seed ${seed}: the gate hangs`)
  const throws = total.findings.filter(({ threw }) => threw).length
  const slow = total.findings.filter(({ complaint }) => complaint === 'took too long').length
  const disagreements = total.findings.length - throws - slow
  const worst = Math.max(bombs.worst, total.worstMsLarge)
  const byCount = Object.entries(total.refusedByCode).sort(([, a], [, b]) => b - a)
  const ms = (value: number) => Math.round(value * 100) / 100
  console.log(
    JSON.stringify({
      ...{ mutants: total.mutants, accepted: total.accepted, refused_by_code: Object.fromEntries(byCount) },
      ...{ disagreements, throws, hangs: hung.length },
      ...{
        p50_ms_64k: ms(bombs.p50),
        p99_ms_64k: ms(bombs.p99),
        worst_ms_64k: ms(worst),
        slowest: bombs.slowest,
      },
      ...{ seed, seconds: Math.round((performance.now() - began) / 100) / 10 },
    }),
  )
  const complete = total.mutants === mutants && hung.length === 0 && total.findings.length === 0
  // A run in which everything is refused, or nothing, proves nothing.
  const tells = mutants < 1_000 || (total.accepted > mutants / 50 && total.judged > mutants / 10)
  process.exitCode = complete && tells && worst <= MOST_MS ? 0 : 1
}
