import type { WorkEvent } from 'shared-schema/domain/picking/event.ts'
import { foldTask } from 'shared-schema/domain/picking/fold.ts'
import { PROTOCOL_VERSION } from 'shared-schema/protocol/version.ts'
import { APP_VERSION } from '../app-version.ts'
import type { DeviceLog, Settlement } from './device-log/device-log-port.ts'
import { prunableEvents } from './device-log/prune.ts'
import type { StoredDevice } from './device-log/stored-meta.ts'
import { reportStatus } from './device-status.ts'
import { isOver, wantedDocuments } from './documents/wanted-documents.ts'
import { createWorkDocuments } from './documents/work-documents.ts'
import { type DownChannel, type DownChannelOptions, openDownChannel } from './down/down-channel.ts'
import type { EventBook } from './event-book.ts'
import { createLine } from './line/line.ts'
import type { Platform } from './platform.ts'
import type { Connection, SignedIn, StorageHealth, Watched } from './replica.ts'

/** Reasons to look which documents are wanted come in bursts, ms. */
const LOOK_AFTER_MS = 30
/** How often finished work of long ago is looked for, ms. */
const PRUNE_EVERY_MS = 6 * 60 * 60_000
/** The offset is written down again when it moved this far, ms. */
const OFFSET_STEP_MS = 1_000

/** An enrolled device with its line, its documents and what the warehouse knows. */
export type ConnectedDevice = {
  readonly connection: Watched<Connection>
  readonly down: DownChannel
  /** Own events of these tasks lie in the book and on the disk. */
  readonly recorded: (tasks: Iterable<string>) => void
  readonly underWay: (event: string) => boolean
  /** A worker signed in: there may be tasks and documents for this device that were not before. */
  readonly signedIn: () => void
  readonly stop: () => Promise<void>
}

export type ConnectedDeviceOptions = {
  readonly name: string
  readonly baseUrl: string
  readonly device: StoredDevice
  readonly platform: Platform
  readonly log: DeviceLog
  readonly book: EventBook
  readonly storage: Watched<StorageHealth>
  readonly worker: Watched<SignedIn | undefined>
  /** Numbers up to this one of this device are in use. */
  readonly raise: (seq: number) => Promise<void>
  readonly openDownStore?: DownChannelOptions['openStore']
}

/** Opens what is stored, then connects. Resolves without waiting for any network. */
export async function connectDevice(options: ConnectedDeviceOptions): Promise<ConnectedDevice> {
  const { platform, log, book, device } = options
  const [knownEpoch, knownOffset, syncedTasks] = await Promise.all([
    log.recall('epoch'),
    log.recall('offset'),
    log.recallAll('synced/'),
  ])
  let epoch = knownEpoch ?? ''
  let offset = knownOffset
  const synced = new Map(syncedTasks.map((each) => [each.task, each.epoch]))
  let cancelLook: (() => void) | undefined
  let cancelPrune = () => {}

  const line = createLine({
    url: `${options.baseUrl.replace(/^http/, 'ws')}/sync`,
    platform,
    ...(offset !== undefined && { offset }),
    hello: () => ({
      type: 'hello',
      protocol: PROTOCOL_VERSION,
      app: APP_VERSION,
      token: device.token,
      ...(epoch !== '' && { epoch }),
    }),
    onWelcome: (welcome) => {
      const other = welcome.epoch !== epoch
      epoch = welcome.epoch
      // Before the documents open, so that their content says which of it the present server has.
      const doubtful = book.ofOtherEpochs(epoch)
      if (doubtful.length > 0) settle([{ state: 'here', events: doubtful, at: platform.wall() }])
      if (other) {
        void log.remember('epoch', epoch)
        documents.restart()
      }
      down.welcome(epoch)
      lookSoon()
    },
    onMessage: (message) => {
      documents.obey(message)
      if (message.type === 'changed') down.pullAgain(message.collections)
      if (message.type === 'welcome') status.now()
    },
    onClosed: (code) => documents.lineClosed(code),
  })

  const documents = createWorkDocuments({
    device: device.device,
    book,
    channels: line.channels,
    platform,
    epoch: () => epoch,
    online: () => line.connection.get().state === 'online',
    onArrived: (_task, events) => void keep(events),
    onSettled: settle,
    onComplete: (task) => {
      if (synced.get(task) === epoch) return
      synced.set(task, epoch)
      void log.remember(`synced/${task}`, { task, epoch })
    },
  })

  const down = await openDownChannel({
    name: `${options.name}-down`,
    baseUrl: options.baseUrl,
    token: () => device.token,
    connection: line.connection,
    log,
    platform,
    ...(options.openDownStore !== undefined && { openStore: options.openDownStore }),
  })
  const status = reportStatus(
    { unsent: book.unsent, storage: options.storage, signedIn: options.worker },
    line,
    platform,
  )

  async function keep(events: readonly WorkEvent[]): Promise<void> {
    if (events.length === 0) return
    const at = platform.wall()
    // A full disk must not hide a teammate's pick from this screen; the server sends it again after a reload.
    await log.keep(events, at)
    book.received(events, at)
    const used = events.filter((event) => event.device === device.device).map((event) => event.seq)
    if (used.length > 0) await options.raise(Math.max(...used))
  }

  function settle(settlements: readonly Settlement[]): void {
    if (settlements.length === 0) return
    book.settled(settlements)
    // Not stored means only that the events are offered once more after a reload.
    void log.settle(settlements)
    lookSoon()
  }

  function over(task: string): boolean {
    const plan = down.tasks.get().find(({ id }) => id === task)
    return (
      plan === undefined ||
      isOver(foldTask(plan, book.events(task).get()), plan, platform.wall() + (offset ?? 0))
    )
  }

  function look(): void {
    documents.want(
      wantedDocuments({
        planned: down.tasks.get().map(({ id }) => ({ task: id, over: over(id) })),
        kept: book.tasks(),
        unsent: book.hasUnsent,
        synced: (task) => epoch !== '' && synced.get(task) === epoch,
      }),
    )
  }

  function lookSoon(): void {
    cancelLook ??= platform.after(LOOK_AFTER_MS, () => {
      cancelLook = undefined
      look()
    })
  }

  async function prune(): Promise<void> {
    cancelPrune = platform.after(PRUNE_EVERY_MS, () => void prune())
    const known = (task: string) => epoch !== '' && synced.get(task) === epoch
    const old = prunableEvents(book.all(), book.outbox, over, known, platform.wall())
    if (old.length === 0) return
    // Time alone ends a task, so its document may still be open.
    look()
    const stored = await log.forget(old)
    if (!stored.ok) return
    // Somebody went on with the task meanwhile: what was forgotten has to come again, or half of it would be shown.
    documents.restart(book.forgotten(old))
  }

  const stops = [
    down.tasks.subscribe(lookSoon),
    line.connection.subscribe(() => {
      const measured = line.connection.get().offset
      if (measured === undefined || Math.abs(measured - (offset ?? Infinity)) < OFFSET_STEP_MS) return
      offset = measured
      void log.remember('offset', measured)
      // By the clock that somebody set wrong, tasks may have looked over that are not.
      lookSoon()
    }),
  ]
  await prune()
  lookSoon()
  line.start()
  return {
    connection: line.connection,
    down,
    recorded: (tasks) => {
      for (const task of tasks) documents.offer(task)
      lookSoon()
    },
    underWay: documents.underWay,
    signedIn: () => {
      down.pullAgain()
      documents.retry()
    },
    stop: async () => {
      for (const stop of stops) stop()
      cancelLook?.()
      cancelPrune()
      status.stop()
      documents.stop()
      line.stop()
      await down.stop()
    },
  }
}
