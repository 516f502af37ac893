import { taskOfDocument } from 'shared-schema/documents/document-name.ts'
import type { WorkEvent } from 'shared-schema/domain/picking/event.ts'
import { compareHappened } from 'shared-schema/domain/picking/hybrid-clock.ts'
import type { ServerMessage } from 'shared-schema/protocol/server-message.ts'
import { reconnectDelay } from '../../live/reconnect-delay.ts'
import type { Settlement } from '../device-log/device-log-port.ts'
import type { EventBook } from '../event-book.ts'
import { socketClassOf } from '../line/channel-socket.ts'
import type { Channels } from '../line/channels.ts'
import type { Platform } from '../platform.ts'
import { readArrived } from './arrived-events.ts'
import { narrower, WIDEST, wider } from './offer-window.ts'
import { openWorkDocument, type WorkDocument } from './work-document.ts'

/** No answer for so long on a line that is up: a frame was lost in a way nobody noticed, ms. */
const ANSWER_WITHIN_MS = 20_000
/** How often a document the server refused to open is asked for again, ms. */
const REFUSED_RETRY_MS = 30_000

export type WorkDocuments = {
  /** Opens and closes documents until exactly the wanted ones are open. */
  readonly want: (tasks: ReadonlySet<string>) => void
  /** New own events of a task lie in the book. */
  readonly offer: (task: string) => void
  readonly underWay: (event: string) => boolean
  readonly obey: (message: ServerMessage) => void
  /** The line ended with this close code. */
  readonly lineClosed: (closeCode: number) => void
  /** Asks at once for the documents that were refused: somebody signed in, or was given work. */
  readonly retry: () => void
  /** Every document anew: the server may have lost what this device believes it has. */
  readonly restart: (tasks?: ReadonlySet<string>) => void
  readonly stop: () => void
}

export type WorkDocumentsOptions = {
  readonly device: string
  readonly book: EventBook
  readonly channels: Channels
  readonly platform: Pick<Platform, 'wall' | 'monotonic' | 'random' | 'after'>
  readonly epoch: () => string
  readonly online: () => boolean
  readonly onArrived: (task: string, events: readonly WorkEvent[]) => void
  readonly onSettled: (settlements: readonly Settlement[]) => void
  readonly onComplete: (task: string) => void
}

/** What is known of one task's document beyond the life of the document itself. */
type Slot = {
  document: WorkDocument | undefined
  width: number
  /** Documents given up in a row without anything acknowledged. */
  failures: number
  lastProgress: number
  cancelRetry: () => void
}

/** The open documents of this device, one per wanted task. */
export function createWorkDocuments(options: WorkDocumentsOptions): WorkDocuments {
  const { book, platform } = options
  const socketClass = socketClassOf(options.channels)
  const slots = new Map<string, Slot>()
  let stopped = false

  function open(task: string, slot: Slot): void {
    slot.lastProgress = platform.monotonic()
    slot.document = openWorkDocument({
      task,
      device: options.device,
      socketClass,
      width: () => slot.width,
      offerable: () => offerable(task),
      onArrived: (values) => arrived(task, values),
      onDurable: (events) => {
        progress(slot)
        settle([{ state: 'acknowledged', events, epoch: options.epoch(), at: platform.wall() }])
        slot.document?.offer()
      },
      onComplete: () => options.onComplete(task),
      // Not at once: it is met while the document is reading what came.
      onSpoiled: () => queueMicrotask(() => rebuildSpoiled(task, slot, opened)),
    })
    const opened = slot.document
  }

  function rebuildSpoiled(task: string, slot: Slot, document: WorkDocument | undefined): void {
    if (slots.get(task) !== slot || slot.document !== document) return
    rebuild(task, slot)
  }

  function offerable(task: string): WorkEvent[] {
    return book
      .kept(task)
      .filter(({ refused }) => refused === undefined)
      .map(({ event }) => event)
      .sort(compareHappened)
  }

  function arrived(task: string, values: readonly unknown[]): void {
    const events = readArrived(task, values)
    const own = events.filter(({ id }) => book.outbox.get(id)?.state === 'here').map(({ id }) => id)
    if (own.length > 0) {
      settle([{ state: 'acknowledged', events: own, epoch: options.epoch(), at: platform.wall() }])
    }
    options.onArrived(
      task,
      events.filter(({ id }) => !book.has(id)),
    )
  }

  function settle(settlements: readonly Settlement[]): void {
    options.onSettled(settlements.filter(({ events }) => events.length > 0))
  }

  function progress(slot: Slot): void {
    slot.failures = 0
    slot.lastProgress = platform.monotonic()
    slot.width = wider(slot.width)
  }

  function close(slot: Slot): void {
    slot.cancelRetry()
    slot.cancelRetry = () => {}
    slot.document?.close()
    slot.document = undefined
  }

  /** A fresh document and client id; the events are offered again, and their ids make that harmless. */
  function rebuild(task: string, slot: Slot, atLeast = 0): void {
    close(slot)
    // The first time at once; a server that goes on refusing is not to be hammered.
    const wait = slot.failures === 0 ? 0 : reconnectDelay(slot.failures + 1, platform.random())
    slot.failures += 1
    slot.cancelRetry = platform.after(Math.max(atLeast, wait), () => open(task, slot))
  }

  function refusedBy(message: Extract<ServerMessage, { type: 'refused' }>): void {
    const task = taskOfDocument(message.document)
    const slot = task === undefined ? undefined : slots.get(task)
    if (task === undefined || slot === undefined) return
    const quarantined = message.closeCode === 4409 || message.closeCode === 4400
    if (quarantined) blame(slot, message.events, message.code)
    const final = message.closeCode === 4401 || message.closeCode === 4403 || message.closeCode === 4404
    rebuild(task, slot, final ? REFUSED_RETRY_MS : 0)
  }

  /** Marks the refused events; where the server could not name them, halves the window until one is alone. */
  function blame(slot: Slot, named: readonly string[], code: string): void {
    const underWay = slot.document?.underWay() ?? []
    const guilty = named.length > 0 ? named : underWay.length === 1 ? underWay : []
    settle([{ state: 'refused', events: guilty, code, at: platform.wall() }])
    if (guilty.length === 0 && underWay.length > 0)
      slot.width = Math.min(narrower(slot.width), underWay.length)
  }

  function acknowledge(message: Extract<ServerMessage, { type: 'acknowledged' }>): void {
    const { epoch } = message
    const at = platform.wall()
    const held = new Set(message.held)
    settle([
      { state: 'acknowledged', events: message.events.filter((id) => !held.has(id)), epoch, at },
      { state: 'held', events: message.events.filter((id) => held.has(id)), epoch, at },
    ])
    const slot = slots.get(taskOfDocument(message.document) ?? '')
    if (slot === undefined) return
    progress(slot)
    slot.document?.acknowledged(message.events)
  }

  function lookForSilence(): () => void {
    return platform.after(ANSWER_WITHIN_MS / 2, () => {
      if (stopped) return
      for (const [task, slot] of slots) {
        const { document } = slot
        const idle = document === undefined || (document.live() && document.underWay().length === 0)
        if (idle || !options.online()) slot.lastProgress = platform.monotonic()
        else if (platform.monotonic() - slot.lastProgress > ANSWER_WITHIN_MS) rebuild(task, slot)
      }
      cancelLook = lookForSilence()
    })
  }
  let cancelLook = lookForSilence()

  return {
    want: (tasks) => {
      for (const [task, slot] of slots) {
        if (tasks.has(task)) continue
        close(slot)
        slots.delete(task)
      }
      for (const task of tasks) {
        if (slots.has(task)) continue
        const slot = {
          document: undefined,
          width: WIDEST,
          failures: 0,
          lastProgress: 0,
          cancelRetry: () => {},
        }
        slots.set(task, slot)
        open(task, slot)
      }
    },
    offer: (task) => {
      const slot = slots.get(task)
      if (slot === undefined) return
      if (slot.document?.underWay().length === 0) slot.lastProgress = platform.monotonic()
      slot.document?.offer()
    },
    underWay: (event) => [...slots.values()].some(({ document }) => document?.underWay().includes(event)),
    obey: (message) => {
      if (message.type === 'acknowledged') acknowledge(message)
      if (message.type === 'refused') refusedBy(message)
      if (message.type === 'pong') for (const { document } of slots.values()) document?.alive(Date.now())
      if (message.type === 'resync') {
        const task = taskOfDocument(message.document) ?? ''
        const slot = slots.get(task)
        if (slot !== undefined) rebuild(task, slot)
      }
    },
    lineClosed: (closeCode) => {
      if (closeCode !== 4400 && closeCode !== 4409 && closeCode !== 4410) return
      for (const [task, slot] of slots) {
        if ((slot.document?.underWay().length ?? 0) === 0) continue
        // Which frame was to blame the code does not say, so nobody is blamed before it is alone.
        if (closeCode !== 4410) blame(slot, [], 'frame_malformed')
        rebuild(task, slot)
      }
    },
    retry: () => {
      for (const [task, slot] of slots) {
        if (slot.document !== undefined) continue
        slot.cancelRetry()
        open(task, slot)
      }
    },
    restart: (tasks) => {
      for (const [task, slot] of slots) {
        if (tasks?.has(task) === false) continue
        close(slot)
        slot.failures = 0
        open(task, slot)
      }
    },
    stop: () => {
      stopped = true
      cancelLook()
      for (const slot of slots.values()) close(slot)
      slots.clear()
    },
  }
}
