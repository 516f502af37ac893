import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import { checkFiles } from './check/rules.ts'
import type { FromWorker, ToWorker } from './live-worlds.ts'
import { regressions } from './regressions.ts'
import type { Step } from './steps/step.ts'
import { faultNames, noFaults } from './world/faults.ts'
import type { Violation } from './world/world.ts'

/*
 * `npm run sim -- --seeds N [--seed S]`: lives through N worlds, from seed 1 or through seed S alone. With `--planted`
 * it proves that every planted bug is caught; `--with BUG` lives with one of them. The last line is JSON; exit 0 only if no promise was broken and, from 500
 * seeds on, every fault was met.
 */

/** Fewer worlds than this may by chance miss a fault. */
const ENOUGH_SEEDS = 500
/** Worlds a worker is handed at once. */
const HANDFUL = 10

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '200' },
    seed: { type: 'string' },
    planted: { type: 'boolean', default: false },
    only: { type: 'string' },
    with: { type: 'string' },
    workers: { type: 'string', default: String(Math.min(availableParallelism(), 8)) },
  },
})
const began = performance.now()
const first = Number(values.seed ?? 1)
const count = values.seed !== undefined && !process.argv.includes('--seeds') ? 1 : Number(values.seeds)
const workers = Math.max(1, Math.min(Number(values.workers), Math.ceil(count / HANDFUL)))

if (values.planted) await provePlanted()
else await simulate()

async function simulate(): Promise<void> {
  const faults = noFaults()
  let [steps, seeds, violations] = [0, 0, 0]
  const broken: { seed: number; violations: readonly Violation[] }[] = []
  const handfuls = Array.from({ length: Math.ceil(count / HANDFUL) }, (_, at) => ({
    from: first + at * HANDFUL,
    to: Math.min(first + count, first + (at + 1) * HANDFUL),
  }))
  await eachInWorkers(
    handfuls.map(
      (range): ToWorker => ({
        kind: 'run',
        ...range,
        regressions: values.seed === undefined && values.with === undefined && range.from === first,
        bug: values.with,
      }),
    ),
    (answer) => {
      if (answer.kind !== 'ran') return
      for (const [at, { violations: old }] of answer.again.entries()) {
        violations += old.length
        if (old.length > 0) console.log(`Broken again: ${regressions[at]?.name ?? ''}: ${tell(old[0])}`)
      }
      for (const result of answer.results) {
        seeds += 1
        steps += result.steps
        violations += result.violations.length
        for (const name of faultNames) faults[name] += result.faults[name]
        if (result.violations.length > 0) broken.push(result)
      }
    },
  )
  const [worst] = broken.sort((a, b) => a.seed - b.seed)
  if (worst !== undefined) await showShortest(worst.seed, worst.violations)
  for (const {
    seed,
    violations: [one],
  } of broken.slice(1, 20))
    console.log(`seed ${seed}: ${tell(one)}`)
  const missed = faultNames.filter((name) => faults[name] === 0)
  const counted = seeds < ENOUGH_SEEDS || missed.length === 0
  if (!counted) console.log(`Never met: ${missed.join(', ')}`)
  finish({ seeds, steps, faults, violations }, violations === 0 && counted)
}

/** Prints what broke, with the fewest steps that still break the same promise. */
async function showShortest(seed: number, violations: readonly Violation[]): Promise<void> {
  console.log(`Seed ${seed} breaks a promise: ${tell(violations[0])}`)
  await eachInWorkers([{ kind: 'shrink', seed, bug: values.with }], (answer) => {
    if (answer.kind !== 'shrunk') return
    console.log(
      `The shortest history found, ${answer.steps.length} steps (again: npm run sim -- --seed ${seed}):`,
    )
    for (const step of answer.steps) console.log(`  ${line(step)}`)
    console.log(`and then: ${answer.violations.map(tell).join('\n          ')}`)
  })
}

async function provePlanted(): Promise<void> {
  const { planted } = await import('./planted/planted.ts')
  const names = Object.keys(planted).filter((name) => values.only === undefined || name === values.only)
  const most = process.argv.includes('--seeds') ? count : 2_000
  const caught: Record<string, number | null> = {}
  const byCheck = Object.fromEntries(Object.keys(checkFiles).map((rule): [string, string[]] => [rule, []]))
  let seeds = 0
  await eachInWorkers(
    names.map((name): ToWorker => ({ kind: 'plant', name, from: first, to: first + most })),
    (answer) => {
      if (answer.kind !== 'planted') return
      const { name, violations } = answer
      seeds += answer.seeds
      caught[name] = answer.seed ?? null
      const found = [...new Set(violations.map(({ rule }) => rule))]
      for (const rule of found) byCheck[rule]?.push(name)
      const rule = planted[name]?.rule ?? found[0]
      const told = violations.find((each) => each.rule === rule)
      const how =
        answer.seed === undefined
          ? `not in ${answer.seeds} worlds`
          : `at seed ${answer.seed} by ${found.join(', ')}: ${tell(told)}`
      console.log(`${answer.seed === undefined ? 'MISSED' : 'caught'}  ${name}  ${how}`)
    },
  )
  for (const [rule, bugs] of values.only === undefined ? Object.entries(byCheck) : [])
    console.log(`${rule.padEnd(5)} ${bugs.length === 0 ? 'has caught NOTHING' : bugs.join(', ')}`)
  const missed = names.filter((name) => typeof caught[name] !== 'number')
  // A check that nothing is caught by might as well not be there.
  const blind =
    values.only === undefined ? Object.keys(byCheck).filter((rule) => byCheck[rule]?.length === 0) : []
  finish(
    {
      planted: names.length,
      caught: names.length - missed.length,
      missed,
      blind,
      seeds,
      at: caught,
      byCheck,
    },
    missed.length === 0 && blind.length === 0,
  )
}

/** Hands out work to as many workers as there are processors, and each answer to `take`. */
async function eachInWorkers(work: readonly ToWorker[], take: (answer: FromWorker) => void): Promise<void> {
  const left = [...work]
  const size = Math.min(Math.max(workers, values.planted ? Number(values.workers) : 1), work.length)
  await Promise.all(
    Array.from({ length: size }, async () => {
      const worker = new Worker(new URL('./sim-worker.ts', import.meta.url))
      try {
        for (let next = left.shift(); next !== undefined; next = left.shift()) {
          const message = next
          const answer = await new Promise<FromWorker>((resolve, reject) => {
            worker.once('message', resolve)
            worker.once('error', reject)
            worker.postMessage(message)
          })
          worker.removeAllListeners('error')
          take(answer)
        }
      } finally {
        await worker.terminate()
      }
    }),
  )
}

function tell(violation: Violation | undefined): string {
  return violation === undefined ? '' : `${violation.rule}: ${violation.detail}`
}

function line({ what, a, b, c, salt }: Step): string {
  return `${what} ${a} ${b} ${c} (salt ${salt})`
}

function finish(result: Readonly<Record<string, unknown>>, good: boolean): void {
  const seconds = Math.round((performance.now() - began) / 100) / 10
  console.log(JSON.stringify({ ...result, seconds }))
  process.exitCode = good ? 0 : 1
}
