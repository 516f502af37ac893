import type { Thousandths } from 'shared-schema/domain/quantity.ts'

/**
 * What kind of trouble the ERP gave.
 * - `credentials`: name or password were not accepted, also after a second login
 * - `refused`: it answers, but not this: a right, a licence, a document type or a method is missing
 * - `rejected`: it looked at what was posted and does not want it; nothing was booked
 * - `busy`: it asked for patience until ours ran out
 * - `away`: nobody answers there, or the breaker keeps us from asking; nothing left this place
 * - `timeout`: it was asked and did not answer in time
 * - `broken`: it answered something nobody understands, or failed inside
 * - `certificate`: its certificate cannot be trusted
 * - `unknown_outcome`: a posting left and nobody knows what became of it: look for it before it is sent again
 * - `disk`: a file could not be read or written
 */
export type ErpFailureKind =
  | 'credentials'
  | 'refused'
  | 'rejected'
  | 'busy'
  | 'away'
  | 'timeout'
  | 'broken'
  | 'certificate'
  | 'unknown_outcome'
  | 'disk'

/** An expected failure of the ERP. Never holds a password or a token. */
export type ErpFailure = {
  readonly kind: ErpFailureKind
  /** The kind's code in the registry. */
  readonly code: `erp_${ErpFailureKind}`
  /** English sentence for logs and for the person who looks for the place. */
  readonly detail: string
  /** How long the ERP asked to be left alone, ms. */
  readonly retryAfterMs?: number
}

export type ErpResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: ErpFailure }

export type ErpArticle = {
  /** Text: leading zeros matter. */
  readonly ident: string
  readonly name: string
  readonly active: boolean
  readonly unit: string
  readonly barcodes: readonly string[]
  readonly supplier?: string
  readonly group?: string
  /** Local time of the ERP as it writes it: `yyyy-MM-dd HH:mm:ss`, ISO, or a day alone. */
  readonly changedAt?: string
}

export type ErpSubject = {
  readonly id: string
  readonly name: string
  readonly name2?: string
  readonly city?: string
  readonly address?: string
  readonly warehouse?: string
  readonly buyer: boolean
  readonly supplier: boolean
}

export type ErpLine = {
  readonly pos: number
  readonly ident: string
  readonly name: string
  readonly qty: Thousandths
  readonly unit: string
}

export type ErpDocument = {
  /** Its key as the ERP writes it. */
  readonly number: string
  readonly direction: 'out' | 'in'
  readonly type: string
  /** yyyy-MM-dd */
  readonly date: string
  /** Our side, spelt as the ERP does, blanks and case included. */
  readonly site: string
  /** The other side: receiver of what goes out, sender of what comes in. */
  readonly partner?: string
  readonly partner2?: string
  readonly person?: string
  readonly status: string
  readonly cancelled: boolean
  readonly note?: string
  readonly lines: readonly ErpLine[]
  /** What the ERP sent of it, as canonical JSON: equal text means an equal document. */
  readonly raw: string
}

export type ErpStock = {
  readonly ident: string
  readonly sites: readonly { readonly site: string; readonly qty: Thousandths }[]
}

/** Every id of ours begins like this, which tells our bookings from everybody else's. */
export const OUR_ID_PREFIX = 'MT-'

/** What goes back to the ERP. */
export type Fulfilment = {
  /** Ours, at most 30 characters; the ERP keeps it in a field it can be searched by. */
  readonly id: string
  /** The document of the ERP that it answers. */
  readonly document: string
  /** The document type it is booked as. */
  readonly type: string
  readonly kind: 'fulfilment' | 'correction'
  /** Goods that go out leave our site for the partner; goods that come in, the other way round. */
  readonly direction: 'out' | 'in'
  readonly site: string
  readonly partner?: string
  readonly person?: string
  /** yyyy-MM-dd */
  readonly date: string
  readonly lines: readonly ErpLine[]
}

/** What the ERP has booked. */
export type Booking = {
  /** The ERP's own key of it. */
  readonly acKey: string
  /** Our id in the searchable field; empty for what others booked. */
  readonly ourId: string
  readonly type: string
  /** yyyy-MM-dd */
  readonly date: string
  readonly status: string
  /** Somebody cancelled it there: it books nothing any more, and is not to be booked again without a person's word. */
  readonly cancelled?: boolean
  readonly lines: readonly { readonly pos: number; readonly ident: string; readonly qty: Thousandths }[]
}

export type ErpDocumentQuery = {
  readonly direction: 'out' | 'in'
  readonly types: readonly string[]
  /** yyyy-MM-dd, included */
  readonly from: string
  /** yyyy-MM-dd, included */
  readonly to?: string
}

export type ErpHealth = {
  readonly breaker: 'closed' | 'open' | 'half_open'
  /** ms since 1970 */
  readonly openUntil?: number
  readonly lastError?: string
  /** Requests sent since the start, repetitions and logins included. */
  readonly requests: number
}

/**
 * The ERP as the bridge uses it, whatever stands behind. Everything that reads in pages stops at its first failure, which is the last
 * thing it yields; a page may repeat what an earlier one held, for rows move while they are read: whoever reads upserts.
 */
export type ErpPort = {
  readonly name: 'gateway' | 'paws' | 'files'
  readonly capabilities: {
    readonly stock: boolean
    readonly subjects: boolean
    readonly post: boolean
    /** Bookings can be searched by our id. Without it a posting of unknown outcome waits for a person. */
    readonly find: boolean
    readonly readBookings: boolean
  }
  /** @param since only what changed then or later, a text as `changedAt` has it; the ERP may give more */
  readonly articles: (since?: string) => AsyncIterable<ErpResult<readonly ErpArticle[]>>
  readonly subjects: (since?: string) => AsyncIterable<ErpResult<readonly ErpSubject[]>>
  readonly documents: (query: ErpDocumentQuery) => AsyncIterable<ErpResult<readonly ErpDocument[]>>
  /** One document by its number; null when the ERP does not have it. */
  readonly document: (direction: 'out' | 'in', number: string) => Promise<ErpResult<ErpDocument | null>>
  /** One article by its ident; null when the ERP does not have it. */
  readonly article: (ident: string) => Promise<ErpResult<ErpArticle | null>>
  readonly stock: (since?: string) => AsyncIterable<ErpResult<readonly ErpStock[]>>
  /** Every booking that carries our id; more than one means that it was booked more than once. */
  readonly find: (ourId: string) => Promise<ErpResult<readonly Booking[]>>
  /** Books it. Sent once: what may have arrived is never repeated here. */
  readonly post: (fulfilment: Fulfilment) => Promise<ErpResult<{ readonly acKey: string }>>
  readonly bookings: (query: {
    readonly from: string
    readonly to?: string
  }) => AsyncIterable<ErpResult<readonly Booking[]>>
  readonly health: () => ErpHealth
  readonly close: () => Promise<void>
}

export function erpFailure(kind: ErpFailureKind, detail: string, retryAfterMs?: number): ErpFailure {
  return { kind, code: `erp_${kind}`, detail, ...(retryAfterMs !== undefined && { retryAfterMs }) }
}

export function failed(kind: ErpFailureKind, detail: string): { ok: false; failure: ErpFailure } {
  return { ok: false, failure: erpFailure(kind, detail) }
}
