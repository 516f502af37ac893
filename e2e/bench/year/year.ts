import { mkdir, mkdtemp, rm, stat, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import Database from 'better-sqlite3'
import { databaseFile } from '../../../sync-server/src/storage/database-file.ts'
import type { BenchOptions, BenchResult } from '../result.ts'
import { round } from '../result.ts'
import { generateYear, LARGE_YEAR, type YearSize } from './generate.ts'
import { type Measured, measureYear } from './measure.ts'
import { workerId } from './site.ts'

/*
 * `npm run bench -- year [--tasks N] [--events N]`, or alone `node e2e/bench/year/year.ts [--keep folder] [--reuse folder]`: a year of a large
 * site in one SQLite file, and a real server process on it. What is simplified: ids of tasks and lines are shorter than UUIDs; only the
 * events of the last two days are signed; the work is even over the year.
 */

export type YearOptions = Pick<BenchOptions, 'quick' | 'sizes' | 'say'> & {
  /** Leaves the generated database in this folder. */
  readonly keep?: string
  /** Measures the database that an earlier run left in this folder, instead of generating one. */
  readonly reuse?: string
}

/** The goals: a restart, the memory of the process at its highest, and the answer to a hello. */
const START_WITHIN_MS = 10_000
const MEMORY_MB = 400
const HELLO_P99_MS = 50

const BYTES_PER_EVENT = 750
const SMOKE_TASKS = 2_000
const SMOKE_EVENTS = 200_000

export async function run(options: YearOptions): Promise<BenchResult> {
  const { quick, sizes, say, keep, reuse } = options
  const size: YearSize = {
    ...LARGE_YEAR,
    tasks: sizes.tasks ?? (quick ? SMOKE_TASKS : LARGE_YEAR.tasks),
    events: sizes.events ?? (quick ? SMOKE_EVENTS : LARGE_YEAR.events),
  }
  const folder = reuse ?? keep ?? (await mkdtemp(path.join(tmpdir(), 'magacin-year-')))
  try {
    await mkdir(folder, { recursive: true })
    const year = reuse === undefined ? await newYear(folder, size, say) : undefined
    const { tasks, events, archived, bytes, late } = await facts(folder)
    if (late === undefined) throw new Error('nothing in this year is archived')
    say(`${tasks} tasks, ${archived} of them archived, ${events} events, ${round(bytes / 1e9)} GB`)
    const measured = await measureYear(folder, size.site, late, say)
    const figures = {
      tasks,
      events,
      archived,
      gigabytes: round(bytes / 1e9),
      ...(year && { generated_s: round(year.seconds, 0) }),
    }
    return result(measured, figures)
  } finally {
    if (reuse === undefined && keep === undefined) await rm(folder, { recursive: true, force: true })
  }
}

async function newYear(folder: string, size: YearSize, say: (text: string) => void) {
  const { bavail, bsize } = await statfs(folder)
  const needed = size.events * BYTES_PER_EVENT
  if (bavail * bsize < needed * 1.2) {
    throw new Error(
      `${round(needed / 1e9)} GB are needed in ${folder}, ${round((bavail * bsize) / 1e9)} GB are free; try --events`,
    )
  }
  await rm(databaseFile(folder), { force: true })
  return generateYear(folder, size, { now: Date.now(), seed: 7, say })
}

/** What is in a database, and an archived task of which a phone will bring something late. */
async function facts(folder: string) {
  const file = databaseFile(folder)
  const database = new Database(file)
  try {
    const one = <T>(text: string, ...values: unknown[]) => database.prepare(text).get(...values) as T
    const { tasks, archived } = one<{ tasks: number; archived: number }>(
      'select count(*) tasks, count(archived_at) archived from tasks',
    )
    const { events } = one<{ events: number }>('select max(seq) events from work_events')
    const late = one<{ task: string; line: string } | undefined>(
      `select tasks.id task, min(task_lines.id) line from tasks join task_workers on task_workers.task = tasks.id join task_lines on task_lines.task = tasks.id
       where worker = ? and archived_at is not null group by tasks.id limit 1`,
      workerId(0),
    )
    return { tasks, archived, events, late, bytes: (await stat(file)).size }
  } finally {
    database.close()
  }
}

function result(measured: Measured, figures: Readonly<Record<string, unknown>>): BenchResult {
  const { starts, opened, burst, pulls, desk, late, needs, rssPeak } = measured
  const start = round(Math.max(...starts), 0)
  const memory = round(rssPeak, 0)
  return {
    bench: 'year',
    invariants: {
      'a pick that arrives for an archived task is acknowledged': late.acknowledged > 0,
      'and the desk sees what it contradicts': late.exceptions > 0,
    },
    goals: [
      {
        goal: `restart to the first /health < ${START_WITHIN_MS} ms`,
        measured: start,
        met: start < START_WITHIN_MS,
      },
      { goal: `largest memory of the server < ${MEMORY_MB} MB`, measured: memory, met: memory < MEMORY_MB },
      {
        goal: `hello p99 < ${HELLO_P99_MS} ms, 500 devices`,
        measured: opened.hello.p99,
        met: opened.hello.p99 < HELLO_P99_MS,
      },
    ],
    rows: [
      {
        side: 'a year',
        figures: {
          'events, million': round(Number(figures.events) / 1e6, 1),
          'file, GB': Number(figures.gigabytes),
          'restart, ms': start,
          'hello p99, ms': opened.hello.p99,
          'documents of the day p99, ms': opened.documents.p99,
          'tasks pull p99, ms': pulls.tasks_again?.p99 ?? '—',
          'desk overview, ms': desk.overview ?? '—',
          'memory, MB': memory,
        },
      },
    ],
    figures: { ...figures, starts, opened, burst_ms: burst, pulls, desk, late, needs },
  }
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      tasks: { type: 'string' },
      events: { type: 'string' },
      keep: { type: 'string' },
      reuse: { type: 'string' },
      quick: { type: 'boolean', default: false },
    },
  })
  const sizes = Object.fromEntries(
    (['tasks', 'events'] as const).flatMap((name) =>
      values[name] === undefined ? [] : [[name, Number(values[name])]],
    ),
  )
  const { goals, invariants, ...rest } = await run({
    ...{ quick: values.quick, sizes, say: (text) => void process.stderr.write(`  ${text}\n`) },
    ...(values.keep !== undefined && { keep: path.resolve(values.keep) }),
    ...(values.reuse !== undefined && { reuse: path.resolve(values.reuse) }),
  })
  const ok = Object.values(invariants).every(Boolean) && (values.quick || goals.every(({ met }) => met))
  process.stdout.write(`${JSON.stringify({ ok, goals, invariants, ...rest })}\n`)
  process.exitCode = ok ? 0 : 1
}
