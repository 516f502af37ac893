import { createEffect, ErrorBoundary, type JSX, Match, onCleanup, onMount, Switch } from 'solid-js'
import type { openTvCredential } from '../auth/tv-credential.ts'
import type { Platform } from '../replica/platform.ts'
import { keepScreenOn } from '../scanning/wake-lock.ts'
import type { AppUpdate } from '../service-worker/update.ts'
import { signalOf } from '../ui/signal-of.ts'
import { Board } from './board.tsx'
import { createConnection } from './connection.ts'
import { EnrolScreen } from './enrol-screen.tsx'
import { Waiting } from './waiting.tsx'
import './tv.css'

/** After a fault nobody foresaw the page starts anew, ms: nobody stands by to press a key. */
const START_ANEW_MS = 15_000

export type TvParts = {
  openCredential: () => ReturnType<typeof openTvCredential>
  platform: Platform
  update: AppUpdate
}

/** The screen on the wall. Nobody touches it: it updates, reconnects and starts anew by itself. */
export default function TvApp(props: TvParts): JSX.Element {
  onMount(() => onCleanup(keepScreenOn()))
  // Nothing is in progress on a wall, so a new version is taken as soon as it is there.
  const updateReady = signalOf(props.update.available)
  createEffect(() => {
    if (updateReady()) props.update.apply()
  })
  return (
    <ErrorBoundary
      fallback={(error: unknown) => {
        console.error('The TV starts anew', error)
        const timer = setTimeout(() => location.reload(), START_ANEW_MS)
        onCleanup(() => clearTimeout(timer))
        return <Waiting />
      }}
    >
      <Screen {...props} />
    </ErrorBoundary>
  )
}

function Screen(props: TvParts): JSX.Element {
  const connection = createConnection(props)
  return (
    <Switch fallback={<Waiting noServer={connection.state() === 'unreachable'} />}>
      <Match when={connection.state() === 'not_enrolled' || connection.state() === 'refused'}>
        <EnrolScreen
          refused={connection.state() === 'refused'}
          failure={connection.failure()}
          onCode={connection.enrol}
        />
      </Match>
      <Match when={connection.picture()}>
        {(picture) => <Board picture={picture()} cutSince={connection.cutSince()} />}
      </Match>
    </Switch>
  )
}
