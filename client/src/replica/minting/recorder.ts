import type { WorkAct, WorkEvent } from 'shared-schema/domain/picking/event.ts'
import { readEventShape } from 'shared-schema/domain/picking/event-shape.ts'
import type { Counter, DeviceLog, StorageFailure } from '../device-log/device-log-port.ts'
import type { Platform } from '../platform.ts'
import { type Author, mintEvents } from './mint-events.ts'
import { signEvent } from './signing-key.ts'

export type Recorded =
  | { readonly ok: true; readonly events: readonly WorkEvent[] }
  | { readonly ok: false; readonly failure: StorageFailure }

export type Recorder = {
  /** Mints, signs and stores; one call after the other, in the order they came. */
  readonly record: (
    acts: readonly WorkAct[],
    author: Author,
    key: CryptoKey,
    offset: number | undefined,
  ) => Promise<Recorded>
  /** Numbers up to this one are in use elsewhere, e.g. seen on the server after the storage was rolled back. */
  readonly raise: (seq: number) => Promise<void>
}

/** A screen that asks for an impossible event has a bug, and must hear it now: the server would refuse it for good. */
function refuseBroken(event: WorkEvent): void {
  const shape = readEventShape(event as unknown as Readonly<Record<string, unknown>>)
  if (shape.kind !== 'event') throw new Error(`not an event: ${JSON.stringify(shape)}`)
}

/** Turns acts into events on the disk. */
export function createRecorder(
  log: Pick<DeviceLog, 'record' | 'raiseCounter'>,
  platform: Pick<Platform, 'wall' | 'randomBytes'> & { readonly subtle: SubtleCrypto },
  start: Counter,
): Recorder {
  let counter = start
  let queue: Promise<unknown> = Promise.resolve()

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = queue.then(work)
    // A bug in one call must not end the queue for the calls behind it.
    queue = turn.catch(() => {})
    return turn
  }

  const record: Recorder['record'] = (acts, author, key, offset) =>
    inTurn(async () => {
      for (;;) {
        const minted = mintEvents(acts, author, counter, platform.wall(), offset, platform.randomBytes)
        const events = await Promise.all(minted.map((event) => signEvent(platform.subtle, key, event)))
        events.forEach(refuseBroken)
        const stored = await log.record(events, counter, platform.wall())
        if (stored.ok) {
          const last = events.at(-1)
          if (last !== undefined) counter = { seq: last.seq, clock: { at: last.at, tick: last.tick } }
          return { ok: true, events }
        }
        if (stored.failure.code === 'storage_failed') return { ok: false, failure: stored.failure }
        counter = stored.failure.counter
      }
    })

  const raise = (seq: number) =>
    inTurn(async () => {
      if (seq <= counter.seq) return
      const stored = await log.raiseCounter(seq)
      if (stored.ok) counter = { ...counter, seq }
    })

  return { record, raise }
}
