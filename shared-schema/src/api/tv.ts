import * as z from 'zod'
import { instant, thousandths } from './quantity.ts'
import { reconciliationSummary } from './reconciliation.ts'

export const tvQueueRow = z.object({
  task: z.string(),
  number: z.string(),
  shop: z.string(),
  status: z.string(),
  /** Names, or initials-free placeholders when names are hidden. */
  workers: z.array(z.string()),
  lines: z.int(),
  lines_done: z.int(),
  requested: thousandths,
  picked: thousandths,
  shortages: z.int(),
  /** Estimated completion, from the pace of the last half hour; null when there is none. */
  eta: instant.nullable(),
  last_at: instant.nullable(),
})
export const tvLeader = z.object({
  name: z.string(),
  lines: z.int(),
  completion: z.number().describe('Share of assigned lines done, 0 to 1'),
  lines_per_hour: z.number(),
  last_at: instant.nullable(),
  /** No device of this worker was heard for 20 minutes while a task is in progress. */
  stale: z.boolean(),
})
export const tvKpi = z.object({
  tasks_today: z.int(),
  completed_share: z.number(),
  active_workers: z.int(),
  /** End of the latest running shift; null outside shifts. */
  shift_ends_at: instant.nullable(),
  shortages: z.int(),
  open_exceptions: z.int(),
  lines_done_today: z.int(),
  /** Lines done per 10 minutes over the last two hours, oldest first. */
  pace: z.array(z.int()),
})
/** GET /api/tv/queue, /leaderboard, /live; the stream /api/tv/stream sends `live` as event `live` */
export const tvQueue = z.object({ queue: z.array(tvQueueRow) })
export const tvLeaderboard = z.object({ leaders: z.array(tvLeader) })
export const tvLive = z.object({
  at: instant,
  warehouse: z.string(),
  /** IANA name of the zone the clocks of the warehouse show. */
  time_zone: z.string(),
  names_hidden: z.boolean(),
  queue: z.array(tvQueueRow),
  leaders: z.array(tvLeader),
  kpi: tvKpi,
  /** Do warehouse and ERP agree; absent where no ERP was ever heard of. */
  reconciliation: reconciliationSummary.optional(),
})
export type TvLive = z.infer<typeof tvLive>
