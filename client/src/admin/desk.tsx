import { type ChangeMessage, type ChangeTopic, changeMessage } from 'shared-schema/api/live.ts'
import type { Permission } from 'shared-schema/domain/people.ts'
import { type Accessor, createContext, createSignal, type JSX, onCleanup, useContext } from 'solid-js'
import type { Answer } from '../auth/answer.ts'
import type { DeskSession } from '../auth/desk-session.ts'
import { type LiveState, openLiveStream } from '../live/live-stream.ts'
import type { Platform } from '../replica/platform.ts'
import { signalOf } from '../ui/signal-of.ts'
import { createImportQueue, type ImportQueue } from './import/import-queue.ts'

/** Ages on the screen are at most this old, ms. */
const CLOCK_STEP_MS = 10_000

/** What every page of the desk works with. */
export type Desk = {
  readonly session: DeskSession
  readonly may: (permission: Permission) => boolean
  readonly get: <T>(path: string, signal: AbortSignal) => Promise<Answer<T>>
  /** Sends a change; `method` is POST unless said otherwise. */
  readonly send: <T>(path: string, body: unknown, method?: 'POST' | 'PATCH') => Promise<Answer<T>>
  /** Calls back when something of these topics changed, or when changes may have been missed. */
  readonly onChange: (
    topics: readonly ChangeTopic[],
    listener: (change: ChangeMessage | 'anything') => void,
  ) => () => void
  readonly live: Accessor<LiveState>
  /** The present time in ms, moving in steps of ten seconds. */
  readonly now: Accessor<number>
  /** Imports go on while other pages are looked at. */
  readonly imports: ImportQueue
}

const DeskContext = createContext<Desk>()

/** The desk of the signed-in person. Throws outside of one: that is a bug. */
export function useDesk(): Desk {
  const desk = useContext(DeskContext)
  if (desk === undefined) throw new Error('useDesk outside of the desk')
  return desk
}

/** Opens the desk of a signed-in person: the line of changes, the clock, the queue of imports. */
export function DeskProvider(props: {
  session: DeskSession
  platform: Platform
  permissions: ReadonlySet<Permission>
  children: JSX.Element
}): JSX.Element {
  // A provider lives as long as one person's sign-in; nothing of it changes under way.
  const { session, platform, permissions } = props
  const listeners = new Map<symbol, (change: ChangeMessage | 'anything') => void>()
  const tell = (change: ChangeMessage | 'anything') => {
    for (const listener of [...listeners.values()]) listener(change)
  }
  const stream = openLiveStream({
    url: '/api/events/stream',
    token: (rejected) => session.token(rejected),
    onEvent: (event) => {
      const change = readChange(event.data)
      if (change) tell(change)
    },
    platform,
  })
  let wasCut = false
  const stopWatching = stream.state.subscribe(() => {
    const { state } = stream.state.get()
    if (state === 'waiting' || state === 'refused') wasCut = true
    if (state !== 'live' || !wasCut) return
    wasCut = false
    tell('anything')
  })
  const stopSession = session.state.subscribe(() => {
    if (session.state.get().state === 'signed_in' && stream.state.get().state === 'refused') stream.restart()
  })
  const [now, setNow] = createSignal(platform.wall())
  const clock = setInterval(() => setNow(platform.wall()), CLOCK_STEP_MS)
  onCleanup(() => {
    stopWatching()
    stopSession()
    stream.stop()
    clearInterval(clock)
  })

  const desk: Desk = {
    session,
    may: (permission) => permissions.has(permission),
    get: (path, signal) => session.json(path, { signal }),
    send: (path, body, method = 'POST') => session.json(path, { method, body }),
    onChange: (topics, listener) => {
      const key = Symbol()
      listeners.set(key, (change) => {
        if (change === 'anything' || topics.includes(change.topic)) listener(change)
      })
      return () => listeners.delete(key)
    },
    live: signalOf(stream.state),
    now,
    imports: createImportQueue(session),
  }
  return <DeskContext.Provider value={desk}>{props.children}</DeskContext.Provider>
}

function readChange(data: string): ChangeMessage | undefined {
  try {
    const parsed = changeMessage.safeParse(JSON.parse(data))
    return parsed.success ? parsed.data : undefined
  } catch {
    // Not JSON: a message of another kind, which the desk does not know.
    return undefined
  }
}
