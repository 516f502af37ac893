import type {
  ArticleChunkDocument,
  PersonDocument,
  ReplicatedCollection,
  SiteDocument,
  VerdictDocument,
} from 'shared-schema/api/replication.ts'
import { buildCatalogueIndex, type CatalogueIndex } from 'shared-schema/domain/catalogue/catalogue-index.ts'
import type { TaskPlan } from 'shared-schema/domain/picking/task.ts'
import type { DeviceLog } from '../device-log/device-log-port.ts'
import type { Platform } from '../platform.ts'
import type { Connection, Watched } from '../replica.ts'
import { createSource, until } from '../watched.ts'
import { type DownStore, openDownStore, type PullFrom } from './down-store.ts'
import { pullPage } from './pull-page.ts'

/** A first pull brings fifty chunks one after the other; the index is built once they pause, ms. */
const INDEX_AFTER_MS = 150

/** What the warehouse knows, as this device last heard it. */
export type DownChannel = {
  readonly tasks: Watched<readonly TaskPlan[]>
  readonly people: Watched<readonly PersonDocument[]>
  readonly site: Watched<SiteDocument | undefined>
  readonly verdicts: Watched<ReadonlyMap<string, VerdictDocument>>
  readonly catalogue: Watched<CatalogueIndex>
  /** The server is there with this epoch: pulls, into a new store when the epoch is a new one. */
  readonly welcome: (epoch: string) => void
  readonly pullAgain: (collections?: readonly string[]) => void
  readonly stop: () => Promise<void>
}

export type DownChannelOptions = {
  readonly name: string
  readonly baseUrl: string
  readonly token: () => string | undefined
  readonly connection: Watched<Connection>
  readonly log: Pick<DeviceLog, 'recall' | 'remember'>
  readonly platform: Pick<Platform, 'fetch' | 'after'>
  /** Opens what keeps the rows; RxDB unless a simulation brings its own. */
  readonly openStore?: typeof openDownStore
}

/** Opens what was pulled before, at once and without a network. */
export async function openDownChannel(options: DownChannelOptions): Promise<DownChannel> {
  const { platform, openStore = openDownStore } = options
  const tasks = createSource<readonly TaskPlan[]>([])
  const people = createSource<readonly PersonDocument[]>([])
  const site = createSource<SiteDocument | undefined>(undefined)
  const verdicts = createSource<ReadonlyMap<string, VerdictDocument>>(new Map())
  const catalogue = createSource<CatalogueIndex>(buildCatalogueIndex([]))
  const stopping = new AbortController()
  let current: { readonly store: DownStore; readonly epoch: string } | undefined
  let replicating: string | undefined
  let turn: Promise<void> = Promise.resolve()
  let leave: (() => void)[] = []
  let cancelIndex = () => {}

  const pull: PullFrom = async (collection, since, limit) => {
    const { signal } = stopping
    // Waiting costs nothing; asking without a network every few seconds costs battery.
    await until(options.connection, ({ state }) => state === 'online', signal)
    const { baseUrl } = options
    return pullPage(platform, baseUrl, options.token() ?? '', collection, since, limit, signal)
  }

  function show(store: DownStore): void {
    for (const stop of leave) stop()
    const follow = <T>(collection: ReplicatedCollection, read: (rows: readonly T[]) => void) => {
      const rows = store.rows(collection)
      const update = () => read(rows.get() as unknown as readonly T[])
      update()
      return rows.subscribe(update)
    }
    leave = [
      follow<TaskPlan>('tasks', tasks.set),
      follow<PersonDocument>('people', people.set),
      follow<SiteDocument>('site', ([only]) => site.set(only)),
      follow<VerdictDocument>('verdicts', (rows) =>
        verdicts.set(new Map(rows.map((each) => [each.id, each]))),
      ),
      follow<ArticleChunkDocument>('articles', (chunks) => {
        cancelIndex()
        cancelIndex = platform.after(INDEX_AFTER_MS, () => catalogue.set(buildCatalogueIndex(chunks)))
      }),
    ]
  }

  async function enter(epoch: string): Promise<void> {
    if (stopping.signal.aborted) return
    const before = current
    if (before?.epoch === epoch) {
      // Resolves when the first pull is through; nobody here has to wait for it.
      void before.store.replicate(pull)
      before.store.pullAgain()
      return
    }
    const store = await openStore(`${options.name}-${nameOf(epoch)}`)
    const pulled = store.replicate(pull)
    if (before === undefined) {
      current = { store, epoch }
      show(store)
      // At once, not when all of it is here: a task shown before the catalogue was complete must outlive a reload.
      await options.log.remember('downEpoch', epoch)
      return
    }
    await Promise.race([pulled, aborted(stopping.signal)])
    if (stopping.signal.aborted) return store.close()
    await options.log.remember('downEpoch', epoch)
    current = { store, epoch }
    show(store)
    // A change announced while this was under way went to the old store.
    store.pullAgain()
    await before.store.remove()
  }

  const known = await options.log.recall('downEpoch')
  if (known !== undefined) {
    current = { store: await openStore(`${options.name}-${nameOf(known)}`), epoch: known }
    show(current.store)
  }

  return {
    tasks,
    people,
    site,
    verdicts,
    catalogue,
    welcome: (epoch) => {
      if (replicating === epoch) {
        current?.store.pullAgain()
        return
      }
      replicating = epoch
      turn = turn
        .then(() => enter(epoch))
        .catch((error: unknown) => {
          replicating = undefined
          console.error('The warehouse data could not be opened', error)
        })
    },
    pullAgain: (collections) => current?.store.pullAgain(collections),
    stop: async () => {
      stopping.abort()
      cancelIndex()
      for (const stop of leave) stop()
      await turn
      await current?.store.close()
    },
  }
}

/** Epochs are any text; names of databases are not. */
function nameOf(epoch: string): string {
  return epoch.toLowerCase().replace(/[^a-z0-9]/g, '-')
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
