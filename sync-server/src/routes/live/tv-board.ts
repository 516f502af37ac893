import type { TvLive } from 'shared-schema/api/tv.ts'
import type { LiveLine, LiveTask } from '../../storage/live.ts'
import type { Activity } from './activity.ts'

const MINUTE = 60_000
/** A device silent for so long is shown as stale and never as zero. */
export const STALE_MS = 20 * MINUTE
/** Who did something within this time is at work. */
const ACTIVE_MS = 30 * MINUTE
/** A finished task stays on the wall for a while, so that people see it arrive. */
const SHOW_DONE_MS = 60 * MINUTE
/** The pace that an estimate is made from. */
const PACE_MS = 30 * MINUTE
/** Lines per hour of a few minutes would be a lottery. */
const LEAST_WORK_MS = 15 * MINUTE
const BUCKET_MS = 10 * MINUTE
const BUCKETS = 12

/** Everything the board is computed from. */
export type BoardFacts = {
  readonly now: number
  readonly warehouse: string
  /** IANA name */
  readonly timeZone: string
  readonly namesHidden: boolean
  readonly shiftEndsAt: number | undefined
  readonly activity: Activity
  readonly tasks: readonly LiveTask[]
  readonly lines: readonly LiveLine[]
  /** Present workers by task. */
  readonly workers: ReadonlyMap<string, readonly string[]>
  readonly names: ReadonlyMap<string, string>
  readonly heard: ReadonlyMap<string, number>
  readonly openExceptions: number
}

/** What the TV shows, from facts alone. */
export function tvBoard(facts: BoardFacts): TvLive {
  const { now, warehouse, namesHidden, activity } = facts
  const linesOf = Map.groupBy(facts.lines, (line) => line.task)
  const nameOf = displayName(facts)
  return {
    at: now,
    warehouse,
    time_zone: facts.timeZone,
    names_hidden: namesHidden,
    queue: queueOf(facts, linesOf, nameOf),
    leaders: leadersOf(facts, linesOf, nameOf),
    kpi: {
      ...tasksToday(facts),
      active_workers: [...activity.workers.values()].filter((day) => now - day.lastAt <= ACTIVE_MS).length,
      shift_ends_at: facts.shiftEndsAt ?? null,
      shortages: facts.lines.filter((line) => line.status === 'short' && isToday(line, facts)).length,
      open_exceptions: facts.openExceptions,
      lines_done_today: facts.lines.filter((line) => isToday(line, facts)).length,
      pace: paceOf(facts.lines, now),
    },
  }
}

/** Lines done per 10 minutes over the last two hours, oldest first. */
export function paceOf(lines: readonly Pick<LiveLine, 'done_at'>[], now: number): number[] {
  const pace = Array.from({ length: BUCKETS }, () => 0)
  for (const { done_at } of lines) {
    if (done_at === null || done_at > now) continue
    const bucket = BUCKETS - 1 - Math.floor((now - done_at) / BUCKET_MS)
    if (bucket >= 0) pace[bucket] = (pace[bucket] ?? 0) + 1
  }
  return pace
}

type LinesOf = ReadonlyMap<string, readonly LiveLine[]>
type NameOf = (worker: string) => string

/** With names hidden everybody has a number that stays the same: people know their own, visitors do not. */
function displayName({ names, namesHidden }: BoardFacts): NameOf {
  const numbers = new Map([...names.keys()].sort().map((id, index) => [id, `#${index + 1}`]))
  return (worker) => (namesHidden ? numbers.get(worker) : names.get(worker)) ?? '#0'
}

function isToday(line: LiveLine, { activity }: BoardFacts): boolean {
  return line.done_at !== null && line.done_at >= activity.since
}

function tasksToday({ tasks, activity }: BoardFacts): { tasks_today: number; completed_share: number } {
  const today = tasks.filter(
    (task) =>
      task.status !== 'cancelled' && (task.status !== 'done' || (task.completed_at ?? 0) >= activity.since),
  )
  const done = today.filter((task) => task.status === 'done').length
  return { tasks_today: today.length, completed_share: today.length === 0 ? 0 : done / today.length }
}

const rank: Record<string, number> = { in_progress: 0, paused: 1, assigned: 2, done: 3 }
const urgency: Record<string, number> = { high: 0, normal: 1, low: 2 }

function queueOf(facts: BoardFacts, linesOf: LinesOf, nameOf: NameOf): TvLive['queue'] {
  const { now, workers } = facts
  return facts.tasks
    .filter(
      (task) =>
        task.status !== 'cancelled' &&
        (task.status !== 'done' || now - (task.completed_at ?? 0) <= SHOW_DONE_MS),
    )
    .sort(
      (a, b) =>
        (rank[a.status] ?? 9) - (rank[b.status] ?? 9) ||
        (urgency[a.priority] ?? 9) - (urgency[b.priority] ?? 9) ||
        (a.due ?? Number.POSITIVE_INFINITY) - (b.due ?? Number.POSITIVE_INFINITY) ||
        a.created_at - b.created_at ||
        (a.id < b.id ? -1 : 1),
    )
    .map((task) => {
      const lines = linesOf.get(task.id) ?? []
      return {
        task: task.id,
        number: task.number,
        shop: task.shop,
        status: task.status,
        workers: (workers.get(task.id) ?? []).map(nameOf),
        lines: lines.length,
        lines_done: task.lines_done,
        requested: lines.reduce((sum, line) => sum + line.requested, 0),
        picked: task.picked,
        shortages: lines.filter((line) => line.status === 'short').length,
        eta: etaOf(task, lines, now),
        last_at: task.last_at,
      }
    })
}

function etaOf(task: LiveTask, lines: readonly LiveLine[], now: number): number | null {
  if (task.status !== 'in_progress') return null
  const recent = lines.filter((line) => line.done_at !== null && now - line.done_at <= PACE_MS).length
  const left = lines.filter((line) => line.status === 'open').length
  const worked = Math.min(PACE_MS, now - (task.started_at ?? now))
  return recent === 0 || left === 0 || worked <= 0 ? null : Math.round(now + (left * worked) / recent)
}

function leadersOf(facts: BoardFacts, linesOf: LinesOf, nameOf: NameOf): TvLive['leaders'] {
  const { now, activity, heard, workers } = facts
  const done = new Map<string, number>()
  for (const line of facts.lines) {
    const credited = isToday(line, facts) ? mostOf(line) : undefined
    if (credited !== undefined) done.set(credited, (done.get(credited) ?? 0) + 1)
  }
  const tasksOf = new Map<string, LiveTask[]>()
  for (const task of facts.tasks) {
    if (task.status === 'cancelled') continue
    for (const worker of workers.get(task.id) ?? [])
      tasksOf.set(worker, [...(tasksOf.get(worker) ?? []), task])
  }
  return [...activity.workers]
    .map(([worker, day]) => {
      const own = tasksOf.get(worker) ?? []
      const assigned = own.flatMap((task) => linesOf.get(task.id) ?? [])
      const finished = assigned.filter((line) => line.status !== 'open').length
      const lines = done.get(worker) ?? 0
      const hours = Math.max(LEAST_WORK_MS, day.lastAt - day.firstAt) / (60 * MINUTE)
      const silentSince = Math.max(heard.get(worker) ?? 0, day.lastAt)
      return {
        name: nameOf(worker),
        lines,
        completion: assigned.length === 0 ? 0 : finished / assigned.length,
        lines_per_hour: Math.round((lines / hours) * 10) / 10,
        last_at: day.lastAt,
        stale: now - silentSince > STALE_MS && own.some((task) => task.status === 'in_progress'),
      }
    })
    .sort((a, b) => b.lines - a.lines || b.lines_per_hour - a.lines_per_hour || (a.name < b.name ? -1 : 1))
}

/** A line two workers picked of counts for the one who picked more of it; by_worker is sorted, so ties are stable. */
function mostOf(line: LiveLine): string | undefined {
  const picked = Object.entries(JSON.parse(line.by_worker) as Record<string, number>)
  return picked.reduce<[string, number] | undefined>(
    (best, each) => (best === undefined || each[1] > best[1] ? each : best),
    undefined,
  )?.[0]
}
