import { shortageReport, type shortageRow } from 'shared-schema/api/reports.ts'
import { shortageReason } from 'shared-schema/domain/requisition/shortage-reasons.ts'
import * as z from 'zod'
import { namesOfPeople } from '../storage/people.ts'
import { countShortages, listShortages, type ShortageRecord } from '../storage/shortages.ts'
import { workersOfTasks } from '../storage/tasks.ts'
import { permitted } from './access.ts'
import type { ApiDeps } from './deps.ts'
import { day, several } from './list-query.ts'
import { type Route, route } from './route.ts'
import { shortageCsv } from './shortage-csv.ts'

export type ShortageRow = z.infer<typeof shortageRow>

const filters = z.object({
  from: day.optional(),
  to: day.optional(),
  shop: z.string().optional(),
  worker: z.string().optional(),
  status: several,
  offset: z.coerce.number().int().nonnegative().default(0),
  limit: z.coerce.number().int().positive().optional(),
  format: z.enum(['json', 'csv']).default('json'),
  lang: z.enum(['sr', 'en']).default('sr'),
})

export function reportRoutes({ store, config }: ApiDeps): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/reports/shortages',
      summary: 'What was picked short or over; as JSON, or as CSV for a spreadsheet',
      access: permitted('report.read'),
      query: filters,
      answer: shortageReport,
      handle: async ({ query: { format, lang, offset, limit, ...filter }, c }) => {
        const page = format === 'json' && limit !== undefined ? { offset, limit } : undefined
        const records = await listShortages(store.sql, filter, page)
        const tasks = [...new Set(records.map((record) => record.task))]
        const workers = await workersOfTasks(store.sql, tasks)
        const names = await namesOfPeople(store.sql)
        const rows = records.map((record) => viewShortage(record, workers.get(record.task) ?? [], names))
        if (page !== undefined) return { items: rows, total: await countShortages(store.sql, filter) }
        if (format === 'json') return { items: rows.slice(offset), total: rows.length }
        return c.body(shortageCsv(rows, lang, config.timeZone), 200, {
          'Content-Type': 'text/csv; charset=utf-8',
          'Content-Disposition': `attachment; filename="${lang === 'sr' ? 'manjkovi' : 'shortages'}.csv"`,
          'Cache-Control': 'no-store',
        })
      },
    }),
  ]
}

/** Who picked of the line; where nobody did, whose task it was. */
function viewShortage(
  record: ShortageRecord,
  assigned: readonly string[],
  names: ReadonlyMap<string, string>,
): ShortageRow {
  const { task: _task, pos: _pos, by_worker, ...row } = record
  const pickers = Object.keys(JSON.parse(by_worker) as Record<string, number>)
  const who = (pickers.length > 0 ? pickers : assigned).map((worker) => names.get(worker) ?? worker)
  return { ...row, discrepancy: discrepancyOf(record), worker: who.length === 0 ? null : who.join(', ') }
}

function discrepancyOf({ over, missing, reason }: ShortageRecord): ShortageRow['discrepancy'] {
  if (over > 0) return 'over_pick'
  if (missing === 0) return 'none'
  // A reason of a later version is still a shortage.
  return (reason !== null && shortageReason(reason)?.discrepancy) || 'short_pick'
}
