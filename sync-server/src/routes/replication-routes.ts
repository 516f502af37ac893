import type {
  ArticleChunkDocument,
  PersonDocument,
  SiteDocument,
  TaskDocument,
  VerdictDocument,
} from 'shared-schema/api/replication.ts'
import {
  pullResponse,
  type ReplicatedCollection,
  replicatedCollections,
} from 'shared-schema/api/replication.ts'
import * as z from 'zod'
import { loadPlans } from '../projections/task-plan.ts'
import { articlesOfChunks, listLocations } from '../storage/catalogue.ts'
import {
  changedChunks,
  changedPeople,
  pageBySeq,
  tasksOnDevice,
  type VisibleTask,
  verdictsOf,
} from '../storage/down-channel.ts'
import { lastSequence } from '../storage/identity.ts'
import { readSettings, settingsSeq } from '../storage/settings.ts'
import { devices } from './access.ts'
import { makeChunkTexts } from './chunk-texts.ts'
import type { ApiDeps } from './deps.ts'
import { type Route, route } from './route.ts'

const RENEW_AT_MOST_EVERY_MS = 60 * 60_000

type Deleted = { readonly id: string; readonly _deleted: true }
type Kept<Document> = Document & { readonly _deleted: false }
type Page<Document> = { documents: (Kept<Document> | Deleted)[]; checkpoint: { seq: number } }
type Asked = { readonly device: string; readonly since: number; readonly limit: number }

type ReaderDeps = Pick<ApiDeps, 'store' | 'now' | 'config'>
type Readers = Record<ReplicatedCollection, (asked: Asked) => Promise<Page<object>>>

/** What a device may know of each collection, by change sequence. */
export function collectionReaders(deps: ReaderDeps): Readers {
  return {
    tasks: (asked) => pullTasks(deps, asked),
    verdicts: (asked) => pullVerdicts(deps, asked),
    articles: (asked) => pullArticles(deps, asked),
    people: (asked) => pullPeople(deps, asked),
    site: (asked) => pullSite(deps, asked),
  }
}

/** The down channel. Pull only; nothing is ever pushed into these tables. */
export function replicationRoutes(deps: ApiDeps): Route[] {
  const readers = collectionReaders(deps)
  const noticeRestore = watchForRestore(deps)
  const textsOf = makeChunkTexts(deps.store)

  async function articlesAsText({ since, limit }: Asked): Promise<{ text: string; documents: number }> {
    const { rows, checkpoint } = pageBySeq(await changedChunks(deps.store.sql, since), since, limit)
    const documents = await textsOf(rows)
    const text = `{"documents":[${documents.join(',')}],"checkpoint":{"seq":${checkpoint}}}`
    return { text, documents: rows.length }
  }

  return [
    route({
      method: 'get',
      path: '/api/replication/:collection',
      summary: 'Changes of a collection after a sequence, oldest first',
      access: devices('handheld'),
      params: z.object({ collection: z.enum(replicatedCollections) }),
      query: z.object({
        since: z.coerce.number().int().nonnegative().default(0),
        limit: z.coerce.number().int().positive().max(1000).default(100),
      }),
      answer: pullResponse,
      handle: async ({ params, query, principal: { device }, c }) => {
        if (params.collection === 'articles' && deps.checkAnswers !== true) {
          const { text, documents } = await articlesAsText({ ...query, device: device.id })
          deps.metrics.pulls.inc({ collection: 'articles' })
          deps.metrics.pulledDocuments.inc({ collection: 'articles' }, documents)
          if (documents === 0 && query.since > 0) await noticeRestore(query.since)
          return c.body(text, 200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
        }
        const page = await readers[params.collection]({ ...query, device: device.id })
        deps.metrics.pulls.inc({ collection: params.collection })
        deps.metrics.pulledDocuments.inc({ collection: params.collection }, page.documents.length)
        if (page.documents.length === 0 && query.since > 0) await noticeRestore(query.since)
        return page as z.input<typeof pullResponse>
      },
    }),
  ]
}

/**
 * A device that has seen changes this database has not made yet was served by a later state of it: it was put back to a backup, and
 * nobody said so. At most once an hour, for a device of the former epoch may ask on for a while, and one that lies must not keep all others busy.
 */
function watchForRestore({ store, now, log }: ApiDeps): (since: number) => Promise<void> {
  let renewedAt = Number.NEGATIVE_INFINITY
  return async (since) => {
    if (now() - renewedAt < RENEW_AT_MOST_EVERY_MS) return
    const last = await lastSequence(store.sql)
    if (since <= last) return
    renewedAt = now()
    log.warn(
      { since, last },
      'a device has seen later changes: the database was restored; a new epoch begins',
    )
    await store.renewEpoch()
  }
}

async function pullTasks(
  { store, now }: ReaderDeps,
  { device, since, limit }: Asked,
): Promise<Page<TaskDocument>> {
  const visible = await tasksOnDevice(store.sql, device, since, now())
  const { rows, checkpoint } = pageBySeq(
    visible.map((task) => ({ ...task, seq: task.change_seq })),
    since,
    limit,
  )
  const plans = await loadPlans(store.sql, idsOfPresent(rows))
  return {
    documents: rows.map(({ id }) => {
      const plan = plans.get(id)
      return plan ? kept(plan as unknown as TaskDocument) : gone(id)
    }),
    checkpoint: { seq: checkpoint },
  }
}

async function pullVerdicts(
  { store, now }: ReaderDeps,
  { device, since, limit }: Asked,
): Promise<Page<VerdictDocument>> {
  const visible = await tasksOnDevice(store.sql, device, since, now())
  // A task that left the device takes its verdict along, so both sequences count.
  const { rows, checkpoint } = pageBySeq(
    visible.map((task) => ({ ...task, seq: Math.max(task.verdict_seq, task.change_seq) })),
    since,
    limit,
  )
  const { exceptions, held } = await verdictsOf(store.sql, idsOfPresent(rows))
  const [exceptionsOf, heldOf] = [
    Map.groupBy(exceptions, (row) => row.task),
    Map.groupBy(held, (row) => row.task),
  ]
  return {
    documents: rows.map(({ id, status, present }) =>
      present
        ? kept({
            ...{ id, status },
            exceptions: (exceptionsOf.get(id) ?? []).map((row) => ({
              ...{ id: row.id.slice(id.length + 1), kind: row.kind, fact: row.fact, open: row.open === 1 },
              ...(row.line !== null && { line: row.line }),
            })),
            held: (heldOf.get(id) ?? []).map((row) => row.id),
          })
        : gone(id),
    ),
    checkpoint: { seq: checkpoint },
  }
}

async function pullArticles(
  { store }: ReaderDeps,
  { since, limit }: Asked,
): Promise<Page<ArticleChunkDocument>> {
  const { rows, checkpoint } = pageBySeq(await changedChunks(store.sql, since), since, limit)
  const articles = await articlesOfChunks(
    store.sql,
    rows.map((row) => row.chunk),
  )
  return {
    documents: rows.map(({ id, chunk }) =>
      kept({ id, articles: (articles.get(chunk) ?? []) as ArticleChunkDocument['articles'] }),
    ),
    checkpoint: { seq: checkpoint },
  }
}

async function pullPeople({ store }: ReaderDeps, { since, limit }: Asked): Promise<Page<PersonDocument>> {
  const { rows, checkpoint } = pageBySeq(await changedPeople(store.sql, since), since, limit)
  return { documents: rows.map(({ seq: _seq, ...person }) => kept(person)), checkpoint: { seq: checkpoint } }
}

async function pullSite({ store, config }: ReaderDeps, { since, limit }: Asked): Promise<Page<SiteDocument>> {
  // A site where nothing was ever switched still has to reach a phone that begins from nothing.
  const seq = Math.max(1, await settingsSeq(store.sql))
  const { rows, checkpoint } = pageBySeq([{ id: 'site', seq }], since, limit)
  if (rows.length === 0) return { documents: [], checkpoint: { seq: checkpoint } }
  const settings = await readSettings(store.sql)
  const site = kept<SiteDocument>({
    id: 'site',
    company: settings.company,
    warehouse: settings.warehouse,
    timeZone: config.timeZone,
    scanLocation: settings.scan_location,
    proposeQuantity: settings.propose_quantity,
    scanPrefix: settings.scan_prefix,
    scanSuffix: settings.scan_suffix,
    locations: await listLocations(store.sql),
    variableMeasure: settings.variable_measure.map((template) => ({ ...template })),
  })
  return { documents: [site], checkpoint: { seq: checkpoint } }
}

function idsOfPresent(rows: readonly VisibleTask[]): string[] {
  return rows.filter((row) => row.present).map((row) => row.id)
}

function kept<Document extends object>(document: Document): Kept<Document> {
  return { ...document, _deleted: false }
}

/** No device keeps what its workers no longer have. */
function gone(id: string): Deleted {
  return { id, _deleted: true }
}
