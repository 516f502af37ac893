import { type TvLive, tvLive } from 'shared-schema/api/tv.ts'
import { type Accessor, createSignal, onCleanup } from 'solid-js'
import type { TvCredential, TvFailure } from '../auth/tv-credential.ts'
import { type LiveStream, openLiveStream } from '../live/live-stream.ts'
import type { TvParts } from './tv-app.tsx'

/** A credential that the server did not take may be taken after it was restored, ms. */
const TRY_AGAIN_MS = 60_000
/** The first connection is tried again so often while no server answers, ms. */
const OPEN_AGAIN_MS = 5_000

/** A picture and when it came by the screen's own clock, ms. */
export type Picture = { readonly live: TvLive; readonly receivedAt: number }

export type TvConnection = {
  readonly state: Accessor<'opening' | 'unreachable' | 'not_enrolled' | 'refused' | 'open'>
  readonly picture: Accessor<Picture | undefined>
  /** Since when the line has been down, by the screen's own clock; undefined while it is up. */
  readonly cutSince: Accessor<number | undefined>
  readonly failure: Accessor<TvFailure | undefined>
  /** Enrols this screen with a code that somebody typed. */
  readonly enrol: (code: string) => void
}

/** Gets the credential, keeps the stream of pictures open, and comes back from everything. */
export function createConnection({ openCredential, platform }: TvParts): TvConnection {
  const [state, setState] = createSignal<ReturnType<TvConnection['state']>>('opening')
  const [picture, setPicture] = createSignal<Picture>()
  const [cutSince, setCutSince] = createSignal<number>()
  const [failure, setFailure] = createSignal<TvFailure>()
  let stream: LiveStream | undefined
  let cancelWait = () => {}
  const close = () => {
    cancelWait()
    stream?.stop()
    stream = undefined
  }
  onCleanup(close)
  const onFragment = () => void open()
  window.addEventListener('hashchange', onFragment)
  onCleanup(() => window.removeEventListener('hashchange', onFragment))

  async function open(): Promise<void> {
    close()
    const credential = await openCredential()
    if (credential.ok) return follow(credential.value)
    setFailure(credential.failure)
    if (credential.failure.code === 'network_unreachable' || credential.failure.code === 'internal') {
      setState('unreachable')
      cancelWait = platform.after(OPEN_AGAIN_MS, () => void open())
      return
    }
    setState('not_enrolled')
  }

  function follow({ token }: TvCredential): void {
    setFailure(undefined)
    const opened = openLiveStream({
      url: '/api/tv/stream',
      token: async () => token,
      onEvent: ({ data }) => take(data),
      platform,
    })
    stream = opened
    opened.state.subscribe(() => {
      const now = opened.state.get().state
      if (now === 'live') setCutSince(undefined)
      else setCutSince((since) => since ?? platform.wall())
      if (now === 'waiting' && picture() === undefined) setState('unreachable')
      if (now !== 'refused') return
      setState('refused')
      cancelWait = platform.after(TRY_AGAIN_MS, () => opened.restart())
    })
  }

  function take(data: string): void {
    const live = read(data)
    if (live === undefined) return
    setPicture({ live, receivedAt: platform.wall() })
    setState('open')
  }

  void open()
  return {
    state,
    picture,
    cutSince,
    failure,
    enrol: (code) => {
      const fragment = `#${encodeURIComponent(code.trim())}`
      if (location.hash === fragment) void open()
      else location.hash = fragment
    },
  }
}

function read(data: string): TvLive | undefined {
  try {
    const parsed = tvLive.safeParse(JSON.parse(data))
    return parsed.success ? parsed.data : undefined
  } catch {
    // A message of another kind.
    return undefined
  }
}
