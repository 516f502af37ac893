import { identifier } from 'shared-schema/api/quantity.ts'
import {
  actOnDifference as actBody,
  differenceDetail,
  differenceList,
  reconciliationReport,
  reconciliationRuns,
  reconciliationSummary as summaryAnswer,
} from 'shared-schema/api/reconciliation.ts'
import * as z from 'zod'
import { actOnDifference } from '../erp/act-on-difference.ts'
import { reconciliationSummary } from '../erp/summary.ts'
import { viewDifference, viewEntry, viewFinding, viewReconciliation } from '../erp/view-differences.ts'
import { type Refused, refuse } from '../refusal.ts'
import { makePdf } from '../report/make-pdf.ts'
import { differenceSorts, findDifference, historyOf, listDifferences } from '../storage/differences.ts'
import { namesOfPeople } from '../storage/people.ts'
import {
  differencesByKey,
  findingsOf,
  findReconciliation,
  listReconciliations,
} from '../storage/reconciliation-runs.ts'
import { readSettings } from '../storage/settings.ts'
import { permitted } from './access.ts'
import { csvAnswer } from './csv.ts'
import type { ApiDeps } from './deps.ts'
import { differencesCsv } from './differences-csv.ts'
import { day, paging, several, sorting } from './list-query.ts'
import { type Route, route } from './route.ts'

const id = z.object({ id: identifier })
const lang = z.enum(['sr', 'en']).default('sr')
const filters = z.object({
  ...paging,
  class: several,
  state: several,
  owner: z.string().max(64).optional(),
  document: z.string().max(64).optional(),
  search: z.string().max(100).optional(),
  from: day.optional(),
  to: day.optional(),
  sort: sorting(differenceSorts, 'last_found_at'),
  desc: z.stringbool().optional(),
  format: z.enum(['json', 'csv']).default('json'),
  lang,
})

/** Where warehouse and ERP differ, and what people do about it. */
export function reconciliationRoutes({ store, config, now }: ApiDeps): Route[] {
  const read = permitted('erp.read')
  const fileName = { sr: 'razlike', en: 'differences' }

  async function detail(key: string): Promise<z.infer<typeof differenceDetail> | Refused> {
    const found = await findDifference(store.sql, key)
    if (!found) return refuse('not_found', 'There is no such difference.')
    const names = await namesOfPeople(store.sql)
    const history = await historyOf(store.sql, key)
    return { ...viewDifference(found, names), history: history.map((entry) => viewEntry(entry, names)) }
  }

  async function report(key: string) {
    const run = await findReconciliation(store.sql, key)
    if (run?.closed !== 1) return undefined
    const findings = await findingsOf(store.sql, run.id)
    const keys = findings.map((finding) => finding.key)
    const known = run.dry_run === 1 ? new Map() : await differencesByKey(store.sql, keys)
    const names = await namesOfPeople(store.sql)
    return {
      ...viewReconciliation(run),
      differences: findings.map((finding) => viewFinding(run, finding, known.get(finding.key), names)),
    }
  }

  return [
    route({
      method: 'get',
      path: '/api/reconciliation/summary',
      summary: "The morning's answer: do warehouse and ERP agree, and where not",
      access: read,
      answer: summaryAnswer,
      handle: () => reconciliationSummary(store.sql, now()),
    }),
    route({
      method: 'get',
      path: '/api/reconciliation/runs',
      summary: 'Comparisons, newest first',
      access: read,
      query: z.object({ limit: z.coerce.number().int().positive().max(500).default(60) }),
      answer: reconciliationRuns,
      handle: async ({ query }) => ({
        items: (await listReconciliations(store.sql, query)).map(viewReconciliation),
      }),
    }),
    route({
      method: 'get',
      path: '/api/reconciliation/runs/:id',
      summary: 'What a comparison found; as JSON, CSV or PDF',
      access: read,
      params: id,
      query: z.object({ format: z.enum(['json', 'csv', 'pdf']).default('json'), lang }),
      answer: reconciliationReport,
      handle: async ({ params, query, c }) => {
        const found = await report(params.id)
        if (!found) return refuse('not_found', 'There is no such comparison, or it has not ended.')
        const { differences, ...run } = found
        const name = `${fileName[query.lang]}-${run.date}`
        if (query.format === 'json') return found
        if (query.format === 'csv')
          return csvAnswer(c, name, differencesCsv(differences, query.lang, config.timeZone))
        const { company } = await readSettings(store.sql)
        const facts = { run, differences, lang: query.lang, timeZone: config.timeZone, company }
        return c.body(await makePdf(facts), 200, {
          'Content-Type': 'application/pdf',
          'Content-Disposition': `attachment; filename="${name}.pdf"`,
          'Cache-Control': 'no-store',
        })
      },
    }),
    route({
      method: 'get',
      path: '/api/reconciliation/differences',
      summary: 'Differences, filtered, sorted and in pages; as JSON, or as CSV for a spreadsheet',
      access: read,
      query: filters,
      answer: differenceList,
      handle: async ({ query: { sort, desc, format, lang: language, ...filter }, c }) => {
        const order = { sort: sort.sort, descending: desc ?? sort.descending }
        const page = format === 'csv' ? { offset: 0, limit: Number.MAX_SAFE_INTEGER } : {}
        const { items, total } = await listDifferences(store.sql, { ...filter, ...order, ...page })
        const names = await namesOfPeople(store.sql)
        const rows = items.map((item) => viewDifference(item, names))
        return format === 'json'
          ? { items: rows, total }
          : csvAnswer(c, fileName[language], differencesCsv(rows, language, config.timeZone))
      },
    }),
    route({
      method: 'get',
      path: '/api/reconciliation/differences/:id',
      summary: 'A difference with its history',
      access: read,
      params: id,
      answer: differenceDetail,
      handle: ({ params }) => detail(params.id),
    }),
    route({
      method: 'post',
      path: '/api/reconciliation/differences/:id/actions',
      summary: 'What a person does about a difference',
      access: permitted('difference.decide'),
      params: id,
      body: actBody,
      answer: differenceDetail,
      handle: async ({ params, body, principal: { person } }) => {
        const acted = await store.write((tx) => actOnDifference(tx, params.id, body, person.id))
        return acted.ok ? detail(params.id) : acted
      },
    }),
  ]
}
