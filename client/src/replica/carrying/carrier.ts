import type { BroughtEvents } from 'shared-schema/api/carried.ts'
import { MAX_CARRIED } from 'shared-schema/api/carried-limit.ts'
import type { CarriedEvents } from 'shared-schema/documents/carried-events.ts'
import type { WorkEvent } from 'shared-schema/domain/picking/event.ts'
import { readAnswer } from '../../auth/answer.ts'
import type { DeviceLog, StorageFailure } from '../device-log/device-log-port.ts'
import { KEEP_MS } from '../device-log/prune.ts'
import type { StoredParcel } from '../device-log/stored-meta.ts'
import type { Platform } from '../platform.ts'
import type { CarriedSummary, Connection, Watched } from '../replica.ts'
import { createSource } from '../watched.ts'

/** A thousand events are stored and judged well within this, ms. */
const ANSWER_WITHIN_MS = 30_000
/** A server that could not take them is asked again so often while the line is up, ms. */
const RETRY_MS = 30_000

export type Carrier = {
  /** Records of other devices that lie here until a server has them. */
  readonly summary: Watched<CarriedSummary>
  readonly load: () => Promise<void>
  /** Keeps them durably, then sends them on as soon as there is a line. The same again changes nothing. */
  readonly takeIn: (
    carried: CarriedEvents,
  ) => Promise<
    { readonly ok: true; readonly fresh: number } | { readonly ok: false; readonly failure: StorageFailure }
  >
  /** What waits here, to be given out again: a chain of phones may be needed to reach a network. */
  readonly waiting: () => readonly WorkEvent[]
  readonly stop: () => void
}

export type CarrierOptions = {
  readonly baseUrl: string
  readonly platform: Pick<Platform, 'fetch' | 'after' | 'wall'>
  readonly log: Pick<DeviceLog, 'recallAll' | 'remember' | 'erase'>
  readonly token: () => string | undefined
  readonly connection: Watched<Connection>
}

/**
 * Carries events of other devices to the server (SPEC DV-16). They stay apart from what this device knows of its tasks: nobody here can
 * check their codes, so they count on a screen only after the server has seen them.
 */
export function createCarrier(options: CarrierOptions): Carrier {
  const { platform, log } = options
  const parcels = new Map<string, StoredParcel>()
  const summary = createSource<CarriedSummary>({ count: 0, refused: 0, from: [] })
  let sending = false
  /** Something was taken in while others were under way. */
  let sendAgain = false
  let cancelRetry = () => {}

  const waitingIn = ({ events, refused }: StoredParcel) => events.filter(({ id }) => !(id in refused))
  const waiting = () => [...parcels.values()].flatMap(waitingIn)

  function summarize(): void {
    const all = [...parcels.values()]
    const refused = all.reduce((sum, parcel) => sum + Object.keys(parcel.refused).length, 0)
    const from = all.filter((parcel) => waitingIn(parcel).length > 0).map(({ name }) => name)
    summary.set({ count: waiting().length, refused, from: [...new Set(from)] })
  }

  async function put(parcel: StoredParcel) {
    const stored = await log.remember(`carried/${parcel.id}`, parcel)
    if (stored.ok) parcels.set(parcel.id, parcel)
    summarize()
    return stored
  }

  async function drop(id: string): Promise<void> {
    // Not erased means only that it is offered once more after a reload.
    await log.erase(`carried/${id}`)
    parcels.delete(id)
    summarize()
  }

  async function sendAll(): Promise<void> {
    cancelRetry()
    sendAgain = sending
    if (sending || options.connection.get().state !== 'online') return
    sending = true
    try {
      do {
        sendAgain = false
        for (const parcel of [...parcels.values()]) {
          if (!(await send(parcel))) {
            cancelRetry = platform.after(RETRY_MS, () => void sendAll())
            return
          }
        }
      } while (sendAgain)
    } finally {
      sending = false
    }
  }

  /** @returns false when the server could not take it now */
  async function send(parcel: StoredParcel): Promise<boolean> {
    const token = options.token()
    const events = waitingIn(parcel).slice(0, MAX_CARRIED)
    if (token === undefined || events.length === 0) return true
    const brought = await bring(token, events)
    if (brought === undefined) return false
    const done = new Set(brought.acknowledged)
    const left = parcel.events.filter(({ id }) => !done.has(id))
    if (left.length === 0) {
      await drop(parcel.id)
      return true
    }
    const codes = Object.fromEntries(brought.refused.map(({ id, code }) => [id, code]))
    const rest = { ...parcel, events: left, refused: { ...parcel.refused, ...codes } }
    // Kept in memory as well: a full disk must not make it go round for ever.
    parcels.set(parcel.id, rest)
    await put(rest)
    const moved = done.size > 0 || brought.refused.length > 0
    return moved ? send(rest) : false
  }

  async function bring(token: string, events: readonly WorkEvent[]): Promise<BroughtEvents | undefined> {
    try {
      const response = await platform.fetch(`${options.baseUrl}/api/devices/events`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ events }),
        credentials: 'omit',
        cache: 'no-store',
        signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      })
      const answer = await readAnswer<BroughtEvents>(response)
      return answer.ok ? answer.value : undefined
    } catch {
      // No network after all; the next line brings the next attempt.
      return undefined
    }
  }

  const stopWatching = options.connection.subscribe(() => void sendAll())
  return {
    summary,
    waiting,
    load: async () => {
      for (const parcel of await log.recallAll('carried/')) {
        const over = waitingIn(parcel).length === 0 && platform.wall() - parcel.takenAt > KEEP_MS
        if (over) await log.erase(`carried/${parcel.id}`)
        else parcels.set(parcel.id, parcel)
      }
      summarize()
      void sendAll()
    },
    takeIn: async ({ device, name, events }) => {
      const here = new Set([...parcels.values()].flatMap((parcel) => parcel.events.map(({ id }) => id)))
      const fresh = events.filter(({ id }) => !here.has(id))
      const [first] = fresh
      if (first === undefined) return { ok: true, fresh: 0 }
      const parcel = { id: first.id, device, name, takenAt: platform.wall(), events: fresh, refused: {} }
      const stored = await put(parcel)
      if (!stored.ok) return stored
      void sendAll()
      return { ok: true, fresh: fresh.length }
    },
    stop: () => {
      stopWatching()
      cancelRetry()
    },
  }
}
