import type { PersonDocument, SiteDocument, VerdictDocument } from 'shared-schema/api/replication.ts'
import type { CarriedEvents } from 'shared-schema/documents/carried-events.ts'
import { buildCatalogueIndex, type CatalogueIndex } from 'shared-schema/domain/catalogue/catalogue-index.ts'
import type { TaskPlan } from 'shared-schema/domain/picking/task.ts'
import { createWorkerAuth } from '../auth/worker-auth.ts'
import { createCarrier } from './carrying/carrier.ts'
import { type ConnectedDevice, type ConnectedDeviceOptions, connectDevice } from './connected-device.ts'
import type { DeviceLog } from './device-log/device-log-port.ts'
import { openIndexedDbLog } from './device-log/indexed-db-log.ts'
import type { StoredDevice } from './device-log/stored-meta.ts'
import { disputedOf } from './disputed.ts'
import { createEventBook } from './event-book.ts'
import { createRecorder, type Recorder } from './minting/recorder.ts'
import { createLazyShelf } from './photos/lazy-shelf.ts'
import type { PhotoStore } from './photos/photo-store.ts'
import { browserPlatform, type Platform } from './platform.ts'
import type { Connection, DeviceIdentity, OutboxState, Replica } from './replica.ts'
import { watchStorage } from './storage-health.ts'
import { createSource, follow, until } from './watched.ts'
import { claimWritingTab, whenPlaceIsFree } from './writing-tab.ts'

/** A reload may ask for the lock a moment before its former self has let go, ms. */
const LOCK_WITHIN_MS = 1_500

export type OpenReplicaOptions = {
  /** Origin of the server, e.g. `https://magacin.example`. */
  readonly baseUrl: string
  readonly platform?: Platform
  /** Prefix of everything stored; several devices in one process need several. */
  readonly name?: string
  /** Where events are kept; IndexedDB unless a simulation brings its own. */
  readonly log?: DeviceLog
  /** Where photos are kept; IndexedDB unless a simulation brings its own. */
  readonly photoStore?: PhotoStore
  /** Where what the warehouse knows is kept; RxDB unless a simulation brings its own. */
  readonly openDownStore?: ConnectedDeviceOptions['openDownStore']
  /** Rounds of the PIN derivation, see auth/pin-verifier.ts. */
  readonly iterations?: number
  /** Another tab with an older app holds the storage; opening goes on by itself when it is closed. */
  readonly onBlocked?: () => void
  /** Loads the page anew, after this tab handed over to another one and is to work again. */
  readonly reload?: () => void
}

/**
 * Opens what this device knows and connects it. Resolves when everything stored is readable, without waiting for
 * a network. Throws when the storage cannot be opened: an app that cannot keep a pick must not look as if it could.
 */
export async function openReplica(options: OpenReplicaOptions): Promise<Replica> {
  const { baseUrl, name = 'magacin', platform = browserPlatform() } = options
  const book = createEventBook()
  const log =
    options.log ??
    openIndexedDbLog(`${name}-log`, {
      ...(options.onBlocked !== undefined && { onBlocked: options.onBlocked }),
      memory: () => ({ events: [...book.all()], outbox: [...book.outbox.values()] }),
    })
  const storage = watchStorage(platform)
  const people = createSource<readonly PersonDocument[]>([])
  const auth = createWorkerAuth({
    baseUrl,
    platform,
    log,
    people: people.get,
    ...(options.iterations !== undefined && { iterations: options.iterations }),
  })
  const identity = createSource<DeviceIdentity | undefined>(undefined)
  const connection = createSource<Connection>({ state: 'offline' })
  const tasks = createSource<readonly TaskPlan[]>([])
  const site = createSource<SiteDocument | undefined>(undefined)
  const verdicts = createSource<ReadonlyMap<string, VerdictDocument>>(new Map())
  const catalogue = createSource<CatalogueIndex>(buildCatalogueIndex([]))
  const carrier = createCarrier({
    baseUrl,
    platform,
    log,
    token: () => auth.device.get()?.token,
    connection,
  })
  const photos = createLazyShelf({
    baseUrl,
    platform,
    name: `${name}-photos`,
    store: options.photoStore,
    log,
    token: () => auth.device.get()?.token,
    connection,
  })
  const place = `${name}-writing-tab`
  const tab = claimWritingTab({
    platform,
    name: place,
    onAsked: () => void handOver(),
    onTaken: () => void handOver(),
  })
  const reload = options.reload ?? (() => globalThis.location?.reload())
  let recorder: Recorder | undefined
  let connected: ConnectedDevice | undefined
  let stopped = false
  let handedOver = false
  let leave: (() => void)[] = []

  /** Another tab goes on: what is under way here is finished, then this one lets go of storage and line for good. */
  async function handOver(): Promise<void> {
    handedOver = true
    storage.otherTab(true)
    // Takes its turn behind every pick that is being stored.
    await recorder?.raise(0)
    await shutDown()
    whenPlaceIsFree(platform.locks, place, reload)
  }

  async function shutDown(): Promise<void> {
    for (const stop of leave) stop()
    storage.stop()
    carrier.stop()
    photos.stop()
    await connected?.stop()
    log.close()
    tab.release()
  }

  async function load(): Promise<void> {
    const contents = await log.load()
    book.load(contents)
    if (platform.subtle !== undefined) {
      recorder = createRecorder(log, { ...platform, subtle: platform.subtle }, contents.counter)
    }
    await auth.load()
    await carrier.load()
    photos.load()
    const device = auth.device.get()
    if (device !== undefined) await connect(device)
  }

  async function connect(device: StoredDevice): Promise<void> {
    identity.set({ device: device.device, name: device.name, enrolledAt: device.enrolledAt })
    for (const stop of leave) stop()
    await connected?.stop()
    connected = await connectDevice({
      name,
      baseUrl,
      device,
      platform,
      log,
      book,
      storage: storage.health,
      worker: auth.signedIn,
      raise: async (seq) => recorder?.raise(seq),
      ...(options.openDownStore !== undefined && { openDownStore: options.openDownStore }),
    })
    const { down } = connected
    leave = [
      follow(connected.connection, connection),
      follow(down.tasks, tasks),
      follow(down.people, people),
      follow(down.site, site),
      follow(down.verdicts, verdicts),
      follow(down.catalogue, catalogue),
    ]
  }

  function outboxState(event: string): OutboxState | undefined {
    const row = book.outbox.get(event)
    if (row === undefined || row.state === 'refused') return row?.state
    if (row.state === 'here') return connected?.underWay(event) === true ? 'sent' : 'here'
    // The verdict is newer than what the acknowledgement said: held events are applied later.
    const held = verdicts.get().get(row.task)?.held
    if (held === undefined) return row.state
    return held.includes(event) ? 'held' : 'acknowledged'
  }

  const record: Replica['record'] = async (acts) => {
    if (!tab.writes.get()) return { ok: false, failure: { code: 'other_tab_writes' } }
    const worker = auth.signedIn.get()
    const device = auth.device.get()
    if (worker === undefined || device === undefined || recorder === undefined) {
      return { ok: false, failure: { code: 'not_signed_in' } }
    }
    const author = { by: worker.worker, device: device.device }
    const recorded = await recorder.record(acts, author, device.key, connection.get().offset)
    if (!recorded.ok) return recorded
    book.recorded(recorded.events, platform.wall())
    connected?.recorded(new Set(recorded.events.map(({ task }) => task)))
    return recorded
  }

  function giveOut(): CarriedEvents | undefined {
    const device = auth.device.get()
    if (device === undefined) return undefined
    const own = book.own('here').map(({ event }) => event)
    const events = [...own, ...carrier.waiting()]
    return { device: device.device, name: device.name, madeAt: platform.wall(), events }
  }

  const takeIn: Replica['takeIn'] = async (carried) => {
    if (!tab.writes.get()) return { ok: false, failure: { code: 'other_tab_writes' } }
    return carrier.takeIn(carried)
  }

  const keepPhoto: Replica['keepPhoto'] = async (jpeg) => {
    if (!tab.writes.get()) return { ok: false, failure: { code: 'other_tab_writes' } }
    return photos.keep(jpeg)
  }

  const enrol: Replica['enrol'] = async (how) => {
    const outcome = await auth.enrol(how)
    const device = auth.device.get()
    if (outcome.ok && device !== undefined) await connect(device)
    return outcome
  }

  const signIn: Replica['signIn'] = async (worker, pin) => {
    const outcome = await auth.signIn(worker, pin)
    if (outcome.ok) connected?.signedIn()
    return outcome
  }

  function askAndReload(): void {
    claimWritingTab({ platform, name: place, onAsked: () => {}, onTaken: () => {} }).takeOver()
    reload()
  }

  await open()

  /** Waits a moment for the lock; after that the screens say that another tab has it, and loading follows later. */
  async function open(): Promise<void> {
    const patience = new AbortController()
    const cancel = platform.after(LOCK_WITHIN_MS, () => patience.abort())
    const granted = await until(tab.writes, (writes) => writes, patience.signal).catch(() => false)
    cancel()
    if (granted) return load()
    storage.otherTab(true)
    until(tab.writes, (writes) => writes)
      .then(async () => {
        if (stopped) return
        await load()
        storage.otherTab(false)
      })
      .catch((error: unknown) => console.error('The device log could not be opened', error))
  }

  return {
    device: identity,
    signedIn: auth.signedIn,
    people,
    knownWorkers: auth.knownWorkers,
    site,
    tasks,
    catalogue,
    verdicts,
    connection,
    unsent: book.unsent,
    storage: storage.health,
    events: book.events,
    outboxState,
    disputed: () => disputedOf(book, verdicts.get()),
    giveOut,
    takeIn,
    carried: carrier.summary,
    keepPhoto,
    photo: photos.find,
    photos: photos.summary,
    enrol,
    signIn,
    signOut: auth.signOut,
    record,
    persist: storage.persist,
    takeOver: () => {
      // A page that has let go of everything begins anew; while it loads, the other tab hands over.
      if (handedOver) askAndReload()
      else tab.takeOver()
    },
    stop: async () => {
      stopped = true
      await shutDown()
    },
  }
}
