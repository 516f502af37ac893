import { decodeServerMessage, encodeControl } from 'shared-schema/protocol/control.ts'
import { decodeFrame } from 'shared-schema/protocol/frame.ts'
import type { ServerMessage } from 'shared-schema/protocol/server-message.ts'
import type { DeviceLog } from '../../../client/src/replica/device-log/device-log-port.ts'
import type { DownStore } from '../../../client/src/replica/down/down-store.ts'
import type { Platform } from '../../../client/src/replica/platform.ts'
import type { Planted } from './planted.ts'
import { sound } from './seams.ts'

function withLog(says: string, log: (log: DeviceLog) => DeviceLog): Planted {
  return { says, seams: () => ({ ...sound, log }) }
}

/** Changes what a device hears on its control channel; undefined: it hears nothing. */
function hearing(change: (message: ServerMessage) => ServerMessage | undefined) {
  return (platform: Platform): Platform => ({
    ...platform,
    openSocket: (url) => {
      const socket = platform.openSocket(url)
      let listener: ((event: MessageEvent) => void) | null = null
      Object.defineProperty(socket, 'onmessage', {
        get: () => listener && deaf,
        set: (next: typeof listener) => {
          listener = next
        },
      })
      function deaf(event: MessageEvent): void {
        const frame = decodeFrame(new Uint8Array(event.data as ArrayBuffer))
        const message = frame?.channel === 0 ? decodeServerMessage(frame.payload) : undefined
        if (message === undefined) {
          listener?.(event)
          return
        }
        const changed = change(message)
        // What the server says and what a client may say have one encoding.
        const bytes = changed && encodeControl(changed as never)
        if (bytes !== undefined) listener?.({ data: bytes.buffer } as MessageEvent)
      }
      return socket
    },
  })
}

function withHearing(says: string, change: (message: ServerMessage) => ServerMessage | undefined): Planted {
  return { says, seams: () => ({ ...sound, platform: hearing(change) }) }
}

export const bugsOnTheDevice: Readonly<Record<string, Planted>> = {
  tone_before_durable: {
    says: 'the tone sounds before the transaction is on the disk',
    seams: () => ({ ...sound, strictDisk: false }),
  },
  failure_taken_for_success: withLog('a failed transaction is reported as a good one', (log) => ({
    ...log,
    record: async (...given) => {
      const stored = await log.record(...given)
      return !stored.ok && stored.failure.code === 'storage_failed' ? { ok: true } : stored
    },
  })),
  last_event_left_out: withLog('of several events of one act the last one is not stored', (log) => ({
    ...log,
    record: (events, from, at) => log.record(events.length > 1 ? events.slice(0, -1) : events, from, at),
  })),
  forgets_when_acknowledging: withLog('an acknowledgement forgets the event', (log) => ({
    ...log,
    settle: async (settlements) => {
      const stored = await log.settle(settlements)
      const done = settlements.flatMap((each) => (each.state === 'acknowledged' ? each.events : []))
      return done.length > 0 ? log.forget(done) : stored
    },
  })),
  load_skips_one: withLog('the newest event is overlooked when the log is opened', (log) => ({
    ...log,
    load: async () => {
      const contents = await log.load()
      const { events, outbox } = contents
      const last = events.filter(({ own }) => own).at(-1)?.id
      return {
        ...contents,
        events: events.filter(({ id }) => id !== last),
        outbox: outbox.filter(({ id }) => id !== last),
      }
    },
  })),
  counter_starts_again: withLog('numbers begin anew with every start', (log) => {
    let from = 0
    return {
      ...log,
      load: async () => {
        const contents = await log.load()
        from = contents.counter.seq
        return { ...contents, counter: { seq: 0 } }
      },
      record: (events, counter, at) =>
        log.record(events, { ...counter, seq: counter.seq + (counter.seq < from ? from : 0) }, at),
    }
  }),
  acknowledged_at_load: withLog('after a reload everything counts as sent', (log) => ({
    ...log,
    load: async () => {
      const contents = await log.load()
      return {
        ...contents,
        events: contents.events.map(
          (each) => ({ ...each, refused: each.own ? 'x' : undefined }) as typeof each,
        ),
        outbox: contents.outbox.map((row) => ({ ...row, state: 'acknowledged' as const })),
      }
    },
  })),
  epoch_ignored: withHearing('the device does not notice a restored server', (message) =>
    'epoch' in message ? { ...message, epoch: 'one for all times' } : message,
  ),
  changes_ignored: withHearing('notices of changes are not heard', (message) =>
    message.type === 'changed' ? undefined : message,
  ),
  deletions_ignored: {
    says: 'a task that was taken away stays on the device',
    seams: () => ({
      ...sound,
      downStore: (store: DownStore): DownStore => ({
        ...store,
        replicate: (pull) =>
          store.replicate(async (...asked) => {
            const page = await pull(...asked)
            return { ...page, documents: page.documents.filter(({ _deleted }) => !_deleted) }
          }),
      }),
    }),
  },
  checkpoint_runs_ahead: {
    says: 'the checkpoint of the down channel moves past a row that was not kept',
    seams: () => ({
      ...sound,
      downStore: (store: DownStore): DownStore => ({
        ...store,
        replicate: (pull) =>
          store.replicate(async (collection, since, limit) => {
            const page = await pull(collection, since, limit)
            return since > 0 ? { ...page, documents: page.documents.slice(1) } : page
          }),
      }),
    }),
  },
  every_tab_writes: {
    says: 'two tabs of a device record and connect at once',
    seams: () => ({
      ...sound,
      platform: (platform) => ({ ...platform, locks: undefined }),
      log: (log) => ({
        ...log,
        record: (events, from, at) =>
          log
            .record(events, from, at)
            .then((stored) =>
              !stored.ok && stored.failure.code === 'out_of_step'
                ? log.record(events, stored.failure.counter, at)
                : stored,
            ),
      }),
    }),
  },
}
