import { mkdir, open } from 'node:fs/promises'
import Database from 'better-sqlite3'
import { databaseFile } from '../../../sync-server/src/storage/database-file.ts'
import { openSqliteStore } from '../../../sync-server/src/storage/sqlite/sqlite-store.ts'
import { makeChance } from '../work/chance.ts'
import { careless, into } from './bulk-rows.ts'
import { furnish, handheldsOf, LARGE_SITE, type SiteSize } from './site.ts'
import { accept, shopOf, tellTask } from './task-story.ts'
import { type LogRow, makeYearWriter } from './year-writer.ts'

export type YearSize = {
  readonly tasks: number
  readonly events: number
  readonly days: number
  readonly linesPerTask: number
  readonly site: SiteSize
}
export const LARGE_YEAR: YearSize = {
  tasks: 100_000,
  events: 20_000_000,
  days: 365,
  linesPerTask: 35,
  site: LARGE_SITE,
}

export type Year = {
  readonly tasks: number
  readonly events: number
  readonly archived: number
  readonly seconds: number
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** The last shift ends when the generator runs, so that there is a today. */
const SHIFT_MS = 8 * HOUR_MS
const ARCHIVE_AFTER_DAYS = 31
const CHANGES_KEPT_DAYS = 7
/** Only these days' events are signed: nobody verifies a signature that is in the log. */
const SIGNED_DAYS = 2
const SEQ_PER_DAY = 1_000_000
/** Of the exceptions of past days supervisors left these undecided. */
const LEFT_OPEN_OF_100 = 5

/** Writes a year of a warehouse into a new database, one day after the other. The same seed and time give the same year. */
export async function generateYear(
  dataDir: string,
  size: YearSize,
  { now, seed, say }: { readonly now: number; readonly seed: number; readonly say: (text: string) => void },
): Promise<Year> {
  const begun = performance.now()
  await mkdir(dataDir, { recursive: true })
  const file = databaseFile(dataDir)
  const store = await openSqliteStore(file)
  await furnish(store, size.site, now - size.days * DAY_MS)
  await store.close()
  const database = new Database(file)
  careless(database)
  const done = { tasks: 0, events: 0, archived: 0 }
  const chance = makeChance(seed)
  const seqs = new Map<string, number>()
  const counters = {
    next: (device: string) => {
      const seq = (seqs.get(device) ?? 0) + 1
      seqs.set(device, seq)
      return seq
    },
  }
  const keys = new Map(handheldsOf(size.site).map(({ id, key }) => [id, key]))
  let signing = false
  const writer = makeYearWriter(database, (device) => (signing ? keys.get(device) : undefined))
  const change = into(database, 'changes', ['seq', 'topic', 'key', 'at'])
  const audit = into(database, 'audit', ['at', 'actor', 'action', 'subject', 'detail'])
  const teams = Math.floor(size.site.workers / 2)
  // Six days a week are worked.
  const days = Array.from({ length: size.days }, (_, index) => size.days - 1 - index).filter(
    (ago) => ago % 7 !== 3,
  )

  for (const [index, ago] of days.entries()) {
    const last = Math.floor((size.tasks * (index + 1)) / days.length)
    const end = now - ago * DAY_MS
    const begin = end - SHIFT_MS
    const rounds = Math.ceil((last - done.tasks) / teams)
    const slot = SHIFT_MS / rounds
    const archivedAt = ago > ARCHIVE_AFTER_DAYS ? end + ARCHIVE_AFTER_DAYS * DAY_MS : null
    signing = ago < SIGNED_DAYS
    const daySeq = (size.days - ago) * SEQ_PER_DAY
    const log: LogRow[] = []
    database.exec('begin')
    for (let nth = 0; done.tasks < last; nth++) {
      const n = done.tasks
      const startAt = begin + Math.floor(nth / teams) * slot
      // The last round of today is still under way.
      const endAt = startAt + slot * (ago === 0 ? 1.4 : 0.95)
      const budget = Math.max(
        size.linesPerTask + 4,
        Math.round((size.events * (n + 1)) / size.tasks) - done.events - log.length,
      )
      const assignment = {
        n,
        team: nth % teams,
        createdAt: Math.floor(startAt - HOUR_MS / 2),
        startAt,
        endAt,
        lines: size.linesPerTask,
        events: budget,
        articles: size.site.articles,
      }
      let told = tellTask(assignment, end, counters, chance)
      const decided = ago > 0 && told.state.exceptions.length > 0 && chance.below(100) >= LEFT_OPEN_OF_100
      if (decided) told = accept(told, Math.floor(end), counters, chance)
      const open = told.state.exceptions.some((exception) => exception.open) || told.state.status !== 'done'
      const archived = open ? null : archivedAt
      const verdictSeq = daySeq + 400_000 + nth
      const seq = archived === null ? daySeq + nth : daySeq + ARCHIVE_AFTER_DAYS * SEQ_PER_DAY + 900_000 + nth
      log.push(
        ...writer.story(told, {
          seq,
          verdictSeq,
          archivedAt: archived,
          ...(ago === 0 && { eventsPerRow: 8 }),
        }),
      )
      if (nth % 2 === 0)
        audit([
          Math.floor(startAt),
          'p-sef',
          'task_assigned',
          told.plan.id,
          JSON.stringify({ shop: shopOf(n) }),
        ])
      if (archived !== null) done.archived += 1
      done.tasks += 1
    }
    log.sort((a, b) => a.receivedAt - b.receivedAt)
    writer.log(log)
    if (ago < CHANGES_KEPT_DAYS) {
      for (const [position, { receivedAt, values }] of log.entries()) {
        change([daySeq + 500_000 + position, 'tasks', values[1], receivedAt])
        change([daySeq + 500_000 + position, 'requisitions', `r${String(values[1]).slice(1)}`, receivedAt])
      }
    }
    done.events += log.length
    database.exec('commit')
    if (index % 30 === 29)
      say(`${done.tasks} tasks, ${done.events} events, ${Math.round((performance.now() - begun) / 1000)} s`)
  }
  database
    .prepare("update meta set value = ? where key = 'change_seq'")
    .run(String((size.days + 2) * SEQ_PER_DAY))
  database.close()
  const written = await open(file, 'r+')
  await written.sync()
  await written.close()
  return { ...done, seconds: (performance.now() - begun) / 1000 }
}
