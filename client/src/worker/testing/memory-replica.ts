import type { SiteDocument } from 'shared-schema/api/replication.ts'
import type { CarriedEvents } from 'shared-schema/documents/carried-events.ts'
import type { CatalogueIndex } from 'shared-schema/domain/catalogue/catalogue-index.ts'
import type { WorkAct, WorkEvent } from 'shared-schema/domain/picking/event.ts'
import type { TaskPlan } from 'shared-schema/domain/picking/task.ts'
import type {
  CarriedSummary,
  Connection,
  DeviceIdentity,
  DisputedEvent,
  PhotoSummary,
  RecordFailure,
  Replica,
  SignedIn,
  StorageHealth,
  UnsentSummary,
} from '../../replica/replica.ts'
import { createSource, type Source } from '../../replica/watched.ts'

/** People and PINs of the stories. */
export const cast = [
  { id: 'p-ana', username: 'ana', name: 'Ana Kovačević', pin: '1111' },
  { id: 'p-luka', username: 'luka', name: 'Luka Perović', pin: '2222' },
  { id: 'p-jelena', username: 'jelena', name: 'Jelena Radulović', pin: '3333' },
]

export const demoSite: SiteDocument = {
  id: 'site',
  company: 'Primorje Veleprodaja d.o.o.',
  warehouse: 'Veleprodajni magacin',
  timeZone: 'Europe/Belgrade',
  scanLocation: false,
  proposeQuantity: false,
  scanPrefix: '',
  scanSuffix: '',
  locations: [],
  variableMeasure: [],
}

/**
 * A replica without storage and network, for tests of screens only: the port is real, what lies behind it is a list.
 * Its owner plays the network: `arrive` brings a teammate's events, `acknowledge` empties the queue, `fail` breaks the disk.
 */
export function createMemoryReplica(start: {
  readonly tasks: readonly TaskPlan[]
  readonly catalogue: CatalogueIndex
  readonly site?: Partial<SiteDocument>
  readonly signedIn?: string
  readonly enrolled?: boolean
}) {
  const events = new Map<string, Source<readonly WorkEvent[]>>()
  const waiting = new Map<string, number>()
  const sent = new Set<string>()
  let seq = 0
  let failure: RecordFailure | undefined

  const device = createSource<DeviceIdentity | undefined>(
    start.enrolled === false ? undefined : { device: 'd-1', name: 'Zebra 07', enrolledAt: 0 },
  )
  const signedIn = createSource<SignedIn | undefined>(undefined)
  const connection = createSource<Connection>({ state: 'online', lastOnlineAt: Date.now() })
  const storage = createSource<StorageHealth>({ persisted: true, used: 0.1, otherTab: false })
  const unsent = createSource<UnsentSummary>({ count: 0, refused: 0 })
  const carried = createSource<CarriedSummary>({ count: 0, refused: 0, from: [] })
  const photos = createSource<PhotoSummary>({ waiting: 0 })
  const pictures = new Map<string, Uint8Array<ArrayBuffer>>()
  const takenIn: CarriedEvents[] = []
  let disputed: readonly DisputedEvent[] = []
  const tasks = createSource(start.tasks)
  const site = createSource<SiteDocument | undefined>({ ...demoSite, ...start.site })
  const people = createSource(
    cast.map(({ pin: _, ...person }) => ({ ...person, role: 'MAGACIONER', active: true })),
  )
  const of = (task: string) => {
    const source = events.get(task) ?? createSource<readonly WorkEvent[]>([])
    events.set(task, source)
    return source
  }
  const add = (added: readonly WorkEvent[]) => {
    for (const [task, fresh] of Map.groupBy(added, (event) => event.task)) {
      of(task).set([...of(task).get(), ...fresh])
    }
  }
  const summarize = () => {
    const oldest = [...waiting.values()].sort((a, b) => a - b)[0]
    unsent.set({ count: waiting.size, refused: 0, ...(oldest !== undefined && { oldestAt: oldest }) })
  }
  const mint = (act: WorkAct, by: string, at: number): WorkEvent => {
    seq += 1
    const id = `01930000-0000-7000-8000-${String(seq).padStart(12, '0')}`
    return {
      ...act,
      v: 1,
      id,
      by,
      device: by === 'p-luka' ? 'd-2' : 'd-1',
      seq,
      at,
      tick: 0,
      mac: 'A'.repeat(43),
    }
  }
  const signInAs = (worker: string) => {
    const person = cast.find(({ id }) => id === worker)
    signedIn.set(person && { worker, name: person.name, since: Date.now(), online: true })
  }
  if (start.signedIn !== undefined) signInAs(start.signedIn)

  const allEvents = () => [...events.values()].flatMap((source) => source.get())
  const replica: Replica = {
    device,
    signedIn,
    people,
    knownWorkers: createSource<readonly string[]>(['p-ana', 'p-luka']),
    site,
    tasks,
    catalogue: createSource(start.catalogue),
    verdicts: createSource(new Map()),
    connection,
    unsent,
    storage,
    events: of,
    outboxState: (id) => (waiting.has(id) ? 'here' : sent.has(id) ? 'acknowledged' : undefined),
    disputed: () => disputed,
    giveOut: () => {
      const events = allEvents().filter(({ id }) => waiting.has(id))
      return { device: 'd-1', name: 'Zebra 07', madeAt: Date.now(), events }
    },
    takeIn: async (given) => {
      if (failure !== undefined) return { ok: false, failure }
      takenIn.push(given)
      carried.set({ count: given.events.length, refused: 0, from: [given.name] })
      return { ok: true, fresh: given.events.length }
    },
    carried,
    keepPhoto: async (jpeg) => {
      if (failure !== undefined) return { ok: false, failure }
      const sha256 = `${pictures.size + 1}`.padStart(64, '0')
      pictures.set(sha256, jpeg)
      photos.set({ waiting: pictures.size })
      return { ok: true, sha256 }
    },
    photo: async (sha256) => pictures.get(sha256),
    photos,
    enrol: async (how) => {
      if ('code' in how && how.code !== 'K7PQ') {
        return { ok: false, failure: { code: 'enrolment_invalid', detail: '' } }
      }
      device.set({ device: 'd-1', name: 'Zebra 07', enrolledAt: Date.now() })
      return { ok: true }
    },
    signIn: async (worker, pin) => {
      const right = cast.some((person) => person.id === worker && person.pin === pin)
      if (!right) return { ok: false, failure: { code: 'credentials_wrong', triesLeft: 4 } }
      signInAs(worker)
      return { ok: true }
    },
    signOut: () => signedIn.set(undefined),
    record: async (acts) => {
      if (failure !== undefined) return { ok: false, failure }
      const by = signedIn.get()?.worker
      if (by === undefined) return { ok: false, failure: { code: 'not_signed_in' } }
      const minted = acts.map((act) => mint(act, by, Date.now()))
      for (const { id, at } of minted) waiting.set(id, at)
      add(minted)
      summarize()
      return { ok: true, events: minted }
    },
    takeOver: () => storage.set({ ...storage.get(), otherTab: false }),
    persist: async () => true,
    stop: async () => {},
  }

  return {
    replica,
    device,
    signedIn,
    connection,
    storage,
    unsent,
    tasks,
    site,
    people,
    events: of,
    /** Acts of somebody else, or of this worker earlier, as already on the server. */
    arrive: (by: string, acts: readonly WorkAct[], at = Date.now()) => {
      const minted = acts.map((act, index) => mint(act, by, at + index))
      for (const { id } of minted) sent.add(id)
      add(minted)
      return minted
    },
    acknowledge: () => {
      for (const id of waiting.keys()) sent.add(id)
      waiting.clear()
      summarize()
    },
    takenIn,
    pictures,
    /** The server judged these; the latest first. */
    judge: (next: readonly DisputedEvent[]) => {
      disputed = next
      const refused = next.filter(({ state }) => state === 'refused').length
      unsent.set({ ...unsent.get(), refused })
    },
    fail: (next: RecordFailure | undefined) => {
      failure = next
    },
  }
}
