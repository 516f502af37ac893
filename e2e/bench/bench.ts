// `npm run bench -- <name> [--runs N] [--quick] [--devices N …]`: measures against peers in the same run. The last line is JSON;
// exit 0 only if the invariants and goals hold. `all` runs every benchmark and prints a table in Markdown.
import { arguments_, type Command } from './arguments.ts'
import { measureFsync } from './measure-fsync.ts'
import type { BenchOptions, BenchResult } from './result.ts'
import { machine, markdown } from './table.ts'

const benches: Readonly<
  Record<string, () => Promise<{ run: (options: BenchOptions) => Promise<BenchResult> }>>
> = {
  storm: () => import('./storm.ts'),
  steady: () => import('./steady.ts'),
  audit: () => import('./audit.ts'),
  limit: () => import('./limit.ts'),
  year: () => import('./year/year.ts'),
  fanout: () => import('./fanout.ts'),
  hostile: () => import('./hostile.ts'),
}

const command = arguments_(process.argv.slice(2), Object.keys(benches))
if (!command.ok) {
  process.stderr.write(`${command.problem}\n`)
  process.exit(2)
}
process.exitCode = (await runAll(command.value)) ? 0 : 1

async function runAll({ names, options }: Command): Promise<boolean> {
  const say = (text: string) => void process.stderr.write(`  ${text}\n`)
  const results: BenchResult[] = []
  let passed = true
  for (const name of names) {
    say(name)
    const fsync = measureFsync()
    const bench = await benches[name]?.()
    if (bench === undefined) throw new Error(`there is no benchmark ${name}`)
    const result = await bench.run({ ...options, say }).catch((error: unknown) => {
      // The others are worth having all the same.
      process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
    })
    if (result === undefined) {
      passed = false
      process.stdout.write(`${JSON.stringify({ ok: false, bench: name })}\n`)
      continue
    }
    const sound = Object.values(result.invariants).every(Boolean)
    // A smoke run is too small to say anything about speed.
    const ok = sound && (options.quick || result.goals.every((goal) => goal.met))
    passed &&= ok
    results.push(result)
    process.stdout.write(`${markdown(result, fsync)}\n`)
    process.stdout.write(`${JSON.stringify({ ok, ...result, fsync, machine: machine() })}\n`)
  }
  if (names.length > 1) {
    const goals = results.flatMap(({ bench, goals: all }) => all.map((goal) => ({ bench, ...goal })))
    process.stdout.write(`${JSON.stringify({ ok: passed, benches: names, goals })}\n`)
  }
  return passed
}
