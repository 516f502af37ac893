import {
  documentWay as documentWayAnswer,
  type ErpDocumentRow,
  erpDocumentList,
} from 'shared-schema/api/pantheon.ts'
import * as z from 'zod'
import { documentWay } from '../erp/document-way.ts'
import { viewDocuments } from '../erp/view-documents.ts'
import { refuse } from '../refusal.ts'
import { documentSorts, findListedDocument, listErpDocuments } from '../storage/erp-document-list.ts'
import { slices } from '../storage/slices.ts'
import { permitted } from './access.ts'
import { csvAnswer } from './csv.ts'
import type { ApiDeps } from './deps.ts'
import { documentsCsv } from './documents-csv.ts'
import { day, paging, several, sorting } from './list-query.ts'
import { type Route, route } from './route.ts'

const filters = z.object({
  ...paging,
  type: several,
  state: several,
  status: several,
  search: z.string().max(100).optional(),
  from: day.optional(),
  to: day.optional(),
  unposted: z.stringbool().optional(),
  sort: sorting(documentSorts, 'date'),
  format: z.enum(['json', 'csv']).default('json'),
  lang: z.enum(['sr', 'en']).default('sr'),
})

/** Documents of the ERP as the warehouse holds them, and the way of each. */
export function pantheonDocumentRoutes({ store, config }: ApiDeps): Route[] {
  const read = permitted('erp.read')

  function list(path: string, direction: 'out' | 'in', summary: string): Route {
    return route({
      method: 'get',
      path,
      summary,
      access: read,
      query: filters,
      answer: erpDocumentList,
      handle: async ({ query: { sort, format, lang, ...filter }, c }) => {
        // A file is the whole list, for a spreadsheet has no next page.
        const page = format === 'csv' ? { offset: 0, limit: Number.MAX_SAFE_INTEGER } : {}
        const { items, total } = await listErpDocuments(store.sql, { ...filter, ...sort, ...page, direction })
        const rows: ErpDocumentRow[] = []
        // A statement takes some ids at a time; a file may hold a year of documents.
        for (const slice of slices(items)) rows.push(...(await viewDocuments(store.sql, slice)))
        if (format === 'json') return { items: rows, total }
        const names =
          direction === 'out' ? { sr: 'otprema', en: 'dispatches' } : { sr: 'prijem', en: 'receipts' }
        return csvAnswer(c, names[lang], documentsCsv(rows, lang, config.timeZone))
      },
    })
  }

  return [
    list('/api/dispatches', 'out', 'Outbound documents of the ERP; as JSON, or as CSV for a spreadsheet'),
    list('/api/receipts', 'in', 'Inbound documents of the ERP; as JSON, or as CSV for a spreadsheet'),
    route({
      method: 'get',
      // Keys of the ERP may hold slashes; encoded or not, both find them.
      path: '/api/pantheon/documents/:number{.+}',
      summary: 'The full way of a document: ERP, requisition, tasks, events, postings, key in the ERP',
      access: read,
      params: z.object({ number: z.string().max(100) }),
      query: z.object({ direction: z.enum(['out', 'in']).optional() }),
      answer: documentWayAnswer,
      handle: async ({ params, query }) => {
        const document = await findListedDocument(store.sql, params.number, query.direction)
        return document
          ? documentWay(store.sql, document)
          : refuse('not_found', 'The ERP has handed over no such document.')
      },
    }),
  ]
}
