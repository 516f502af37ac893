import { createRxDatabase, type RxCollection, type RxDatabase, removeRxDatabase } from 'rxdb/plugins/core'
import { type RxReplicationState, replicateRxCollection } from 'rxdb/plugins/replication'
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie'
import { type Observable, Subject, type Subscription } from 'rxjs'
import type { ReplicatedCollection } from 'shared-schema/api/replication.ts'
import type { Watched } from '../replica.ts'
import { createSource, type Source } from '../watched.ts'
import { collectionNames, type DownRow, downRowSchema, pageSizes } from './down-rows.ts'
import { type Checkpoint, type PulledPage, pullBatch } from './pull-page.ts'

/** After a pull failed although the line is up, ms. */
const RETRY_MS = 5_000

type Collections = Record<ReplicatedCollection, RxCollection<DownRow>>
type Body = Readonly<Record<string, unknown>>
export type PullFrom = (collection: ReplicatedCollection, since: number, limit: number) => Promise<PulledPage>

/** What one server epoch sent down, at rest on this device. */
export type DownStore = {
  readonly rows: (collection: ReplicatedCollection) => Watched<readonly Body[]>
  /** Starts pulling. Resolves when everything was pulled once; never while the server is out of reach. */
  readonly replicate: (pull: PullFrom) => Promise<void>
  /** Something changed on the server: pulls the named collections, or all of them. */
  readonly pullAgain: (collections?: readonly string[]) => void
  readonly close: () => Promise<void>
  /** Closes and deletes it. */
  readonly remove: () => Promise<void>
}

/**
 * Opens the store of an epoch. A server restored from a backup counts its changes again from an older number, so
 * what was pulled from another epoch cannot be continued: every epoch has a store of its own.
 */
export async function openDownStore(name: string): Promise<DownStore> {
  const database = await openDatabase(name)
  const { collections } = database
  const sources = new Map<ReplicatedCollection, Source<readonly Body[]>>()
  const subscriptions: Subscription[] = []
  const replications = new Map<ReplicatedCollection, RxReplicationState<DownRow, Checkpoint>>()
  const streams: Subject<'RESYNC'>[] = []

  for (const collection of collectionNames) {
    const query = collections[collection].find()
    const source = createSource<readonly Body[]>((await query.exec()).map(bodyOf))
    sources.set(collection, source)
    subscriptions.push(query.$.subscribe((documents) => source.set(documents.map(bodyOf))))
  }

  function start(collection: ReplicatedCollection, pull: PullFrom): RxReplicationState<DownRow, Checkpoint> {
    const size = pageSizes[collection]
    const again = new Subject<'RESYNC'>()
    streams.push(again)
    return replicateRxCollection<DownRow, Checkpoint>({
      replicationIdentifier: `down-${collection}`,
      collection: collections[collection],
      live: true,
      retryTime: RETRY_MS,
      waitForLeadership: false,
      toggleOnDocumentVisible: false,
      pull: {
        batchSize: size,
        stream$: again as Observable<'RESYNC'>,
        handler: async (from) => {
          const batch = await pullBatch((since) => pull(collection, since, size), from, size)
          const documents = batch.documents.map(({ _deleted, ...body }) => ({ id: body.id, body, _deleted }))
          return { documents, checkpoint: batch.checkpoint }
        },
      },
    })
  }

  async function close(): Promise<void> {
    for (const subscription of subscriptions) subscription.unsubscribe()
    for (const stream of streams) stream.complete()
    await Promise.all([...replications.values()].map((replication) => replication.cancel()))
    await database.close()
  }

  return {
    rows: (collection) => sources.get(collection) ?? createSource<readonly Body[]>([]),
    replicate: async (pull) => {
      for (const collection of collectionNames) {
        if (!replications.has(collection)) replications.set(collection, start(collection, pull))
      }
      await Promise.all([...replications.values()].map((each) => each.awaitInitialReplication()))
    },
    pullAgain: (named) => {
      for (const [collection, replication] of replications) {
        if (named === undefined || named.includes(collection)) replication.reSync()
      }
    },
    close,
    remove: async () => {
      await close()
      await removeRxDatabase(name, getRxStorageDexie())
    },
  }
}

function bodyOf(document: { toJSON: () => unknown }): Body {
  return (document.toJSON() as DownRow).body
}

async function openDatabase(name: string): Promise<RxDatabase<Collections>> {
  try {
    return await create(name)
  } catch (error) {
    // Damaged or of an incompatible library version. The server has all of it; the device log is elsewhere.
    console.warn('What the warehouse knows is pulled again, its store could not be opened', error)
    await removeRxDatabase(name, getRxStorageDexie())
    return create(name)
  }
}

async function create(name: string): Promise<RxDatabase<Collections>> {
  const database = await createRxDatabase<Collections>({
    name,
    storage: getRxStorageDexie(),
    multiInstance: false,
    eventReduce: true,
  })
  try {
    await database.addCollections(
      Object.fromEntries(collectionNames.map((each) => [each, { schema: downRowSchema }])),
    )
  } catch (error) {
    await database.close()
    throw error
  }
  return database
}
