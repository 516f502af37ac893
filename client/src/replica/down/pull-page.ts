import type { ReplicatedCollection } from 'shared-schema/api/replication.ts'
import type { Platform } from '../platform.ts'

export type Checkpoint = { readonly seq: number }
export type PulledDocument = {
  readonly id: string
  readonly _deleted: boolean
  readonly [field: string]: unknown
}
export type PulledPage = {
  readonly documents: readonly PulledDocument[]
  readonly checkpoint: Checkpoint
}

/** A page that takes longer will not come any more, ms. */
const PAGE_WITHIN_MS = 30_000

/** Asks the server for what changed after a sequence. Throws when it cannot be had now; the caller comes back. */
export async function pullPage(
  platform: Pick<Platform, 'fetch'>,
  baseUrl: string,
  token: string,
  collection: ReplicatedCollection,
  since: number,
  limit: number,
  signal: AbortSignal,
): Promise<PulledPage> {
  const response = await platform.fetch(
    `${baseUrl}/api/replication/${collection}?since=${since}&limit=${limit}`,
    {
      headers: { authorization: `Bearer ${token}` },
      cache: 'no-store',
      signal: AbortSignal.any([signal, AbortSignal.timeout(PAGE_WITHIN_MS)]),
    },
  )
  if (!response.ok) throw new Error(`${collection} were not sent: HTTP ${response.status}`)
  const page: unknown = await response.json()
  if (!isPage(page)) throw new Error(`${collection} came in an unknown form`)
  return page
}

/**
 * Collects pages until there are enough documents or the server has no more. RxDB takes a short batch for the end
 * of the changes, and a page may be short only because a change did not fit whole.
 */
export async function pullBatch(
  pull: (since: number) => Promise<PulledPage>,
  from: Checkpoint | undefined,
  enough: number,
): Promise<{ documents: PulledDocument[]; checkpoint: Checkpoint }> {
  const documents: PulledDocument[] = []
  let seq = from?.seq ?? 0
  while (documents.length < enough) {
    const page = await pull(seq)
    documents.push(...page.documents)
    const moved = page.checkpoint.seq > seq
    seq = Math.max(seq, page.checkpoint.seq)
    if (page.documents.length === 0 || !moved) break
  }
  return { documents, checkpoint: { seq } }
}

function isPage(page: unknown): page is PulledPage {
  return (
    typeof page === 'object' &&
    page !== null &&
    'documents' in page &&
    Array.isArray(page.documents) &&
    'checkpoint' in page &&
    typeof (page.checkpoint as Checkpoint | null)?.seq === 'number'
  )
}
