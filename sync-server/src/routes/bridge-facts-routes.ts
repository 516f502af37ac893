import {
  bridgeArticles,
  bridgeArticlesAnswer,
  bridgeCatalogueComplete,
  bridgeCatalogueCompleteAnswer,
  bridgeDocuments,
  bridgeDocumentsAnswer,
  bridgeSite,
  bridgeStock,
  bridgeStockAnswer,
  bridgeSubjects,
  bridgeSubjectsAnswer,
  bridgeUnknownArticles,
  type ErpDocumentIn,
} from 'shared-schema/api/bridge.ts'
import type * as z from 'zod'
import { sameAsBefore, takeDocument } from '../erp/take-document.ts'
import { takeStock } from '../erp/take-stock.ts'
import { countArticles } from '../storage/catalogue.ts'
import { importErpArticles, noteMissingInErp } from '../storage/erp-articles.ts'
import { importSubjects, unknownIdents } from '../storage/erp-facts.ts'
import { recognizeLines } from '../storage/erp-lines.ts'
import { writeFailure } from '../storage/write-failure.ts'
import { devices } from './access.ts'
import type { ApiDeps } from './deps.ts'
import { type Route, route } from './route.ts'

type DocumentAnswer = z.infer<typeof bridgeDocumentsAnswer>['documents'][number]

/** What the ERP bridge brings in. Everything may be repeated: the bridge can die after the server has done the work. */
export function bridgeFactsRoutes({ store, config, log }: ApiDeps): Route[] {
  const access = devices('service')

  /** One document, whatever becomes of the others; only a database that is away is a failure of all. */
  async function take(document: ErpDocumentIn): Promise<DocumentAnswer> {
    try {
      // Most of a night is what was there yesterday; it must not cost a commit each.
      const same = await sameAsBefore(store.sql, document)
      return same ?? (await store.write((tx) => takeDocument(tx, document)))
    } catch (error) {
      if (writeFailure(error) === 'away' || !(await store.healthy())) throw error
      log.error({ err: error, document: document.number }, 'a document of the ERP could not be taken')
      const detail = 'The server failed on this document; its log names the reason.'
      const nothing = { requisition: null, unknown_articles: [], unmapped: [] }
      return { number: document.number, outcome: 'refused', ...nothing, detail }
    }
  }

  return [
    route({
      method: 'get',
      path: '/api/bridge/site',
      summary: 'What the bridge needs to know of this installation',
      access,
      answer: bridgeSite,
      handle: async () => ({
        epoch: store.epoch(),
        time_zone: config.timeZone,
        articles: await countArticles(store.sql),
      }),
    }),
    route({
      method: 'post',
      path: '/api/bridge/articles',
      summary: "A page of the ERP's catalogue; only what differs is written",
      access,
      body: bridgeArticles,
      answer: bridgeArticlesAnswer,
      handle: ({ body }) =>
        store.write(async (tx) => {
          const counts = await importErpArticles(tx, body.articles)
          return { ...counts, lines_recognized: await recognizeLines(tx) }
        }),
    }),
    route({
      method: 'post',
      path: '/api/bridge/articles/complete',
      summary: 'After a complete catalogue: what the ERP no longer lists is told to the desk',
      access,
      body: bridgeCatalogueComplete,
      answer: bridgeCatalogueCompleteAnswer,
      handle: async ({ body }) => ({
        not_in_erp: await store.write((tx) => noteMissingInErp(tx, body.idents)),
      }),
    }),
    route({
      method: 'post',
      path: '/api/bridge/subjects',
      summary: 'Partners, shops and warehouses as the ERP lists them',
      access,
      body: bridgeSubjects,
      answer: bridgeSubjectsAnswer,
      handle: ({ body }) => store.write((tx) => importSubjects(tx, body.subjects)),
    }),
    route({
      method: 'post',
      path: '/api/bridge/documents',
      summary: 'Documents of the ERP, each for itself: new, changed, cancelled, or the same again',
      access,
      body: bridgeDocuments,
      answer: bridgeDocumentsAnswer,
      handle: async ({ body }) => {
        const documents: DocumentAnswer[] = []
        for (const document of body.documents) documents.push(await take(document))
        return { documents }
      },
    }),
    route({
      method: 'get',
      path: '/api/bridge/unknown-articles',
      summary: 'Idents of kept lines that no article answers to',
      access,
      answer: bridgeUnknownArticles,
      handle: async () => ({ idents: await unknownIdents(store.sql) }),
    }),
    route({
      method: 'post',
      path: '/api/bridge/stock',
      summary: 'What the ERP has on stock, by its own names of the sites',
      access,
      body: bridgeStock,
      answer: bridgeStockAnswer,
      handle: ({ body }) => store.write((tx) => takeStock(tx, body)),
    }),
  ]
}
