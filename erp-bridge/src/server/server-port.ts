import type {
  BridgeOrder,
  BridgeRun,
  bridgeArticles,
  bridgeArticlesAnswer,
  bridgeCatalogueCompleteAnswer,
  bridgeDocumentsAnswer,
  bridgeReconciliation,
  bridgeReconciliationAnswer,
  bridgeSite,
  bridgeStatus,
  bridgeStock,
  bridgeStockAnswer,
  bridgeSubjects,
  bridgeSubjectsAnswer,
  bridgeWork,
  ErpDocumentIn,
  FulfilmentMirror,
  fulfilmentMirrorAnswer,
  orderReport,
} from 'shared-schema/api/bridge.ts'
import type * as z from 'zod'

/** Why the server did not do it: not reached, or it said no. */
export type ServerFailure = {
  readonly code: 'server_away' | 'server_refused' | 'server_credential'
  readonly detail: string
}
export type ServerResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: ServerFailure }
type Answer<T> = Promise<ServerResult<T>>

export type WorkQuery =
  | { readonly scope: 'unposted'; readonly after?: string | undefined }
  | {
      readonly scope: 'period'
      readonly from: string
      readonly to: string
      readonly after?: string | undefined
    }

/** The warehouse's server as the bridge needs it. Every call may be repeated. */
export type ServerPort = {
  readonly site: () => Answer<z.infer<typeof bridgeSite>>
  readonly articles: (
    articles: z.infer<typeof bridgeArticles>['articles'],
  ) => Answer<z.infer<typeof bridgeArticlesAnswer>>
  readonly catalogueComplete: (
    idents: readonly string[],
  ) => Answer<z.infer<typeof bridgeCatalogueCompleteAnswer>>
  readonly subjects: (
    subjects: z.infer<typeof bridgeSubjects>['subjects'],
  ) => Answer<z.infer<typeof bridgeSubjectsAnswer>>
  readonly documents: (
    documents: readonly ErpDocumentIn[],
  ) => Answer<z.infer<typeof bridgeDocumentsAnswer>['documents']>
  readonly unknownArticles: () => Answer<readonly string[]>
  readonly stock: (stock: z.infer<typeof bridgeStock>) => Answer<z.infer<typeof bridgeStockAnswer>>
  readonly work: (query: WorkQuery) => Answer<z.infer<typeof bridgeWork>>
  readonly mirror: (fulfilment: FulfilmentMirror) => Answer<z.infer<typeof fulfilmentMirrorAnswer>>
  readonly orders: (waitSeconds: number, signal?: AbortSignal) => Answer<readonly BridgeOrder[]>
  readonly reportOrder: (id: string, report: z.input<typeof orderReport>) => Answer<unknown>
  readonly putRun: (run: BridgeRun) => Answer<unknown>
  readonly putStatus: (status: z.input<typeof bridgeStatus>) => Answer<unknown>
  readonly reconcile: (
    run: string,
    piece: z.infer<typeof bridgeReconciliation>,
  ) => Answer<z.infer<typeof bridgeReconciliationAnswer>>
}
