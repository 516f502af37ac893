import { createSignal, type JSX, lazy, Show } from 'solid-js'
import { StatusStrip } from './status-strip.tsx'

// Not part of what a phone at the edge of the radio has to load before it can work.
const StatusPanel = lazy(() => import('./status-panel.tsx'))

/** A screen under the strip; the state of the device opens in its place, and it is kept meanwhile. */
export function Frame(props: {
  progress: JSX.Element
  tasks: readonly string[]
  inTask: boolean
  children: JSX.Element
}): JSX.Element {
  const [open, setOpen] = createSignal(false)
  return (
    <div class="w-screen">
      <StatusStrip
        progress={props.progress}
        tasks={props.tasks}
        open={open()}
        onToggle={() => setOpen(!open())}
      />
      <main class="w-main">
        {/* Hidden, not removed: the line in hand and whatever was half typed must be there on return. */}
        <div class="w-frame" hidden={open()}>
          {props.children}
        </div>
        <Show when={open()}>
          <StatusPanel tasks={props.tasks} inTask={props.inTask} onClose={() => setOpen(false)} />
        </Show>
      </main>
    </div>
  )
}
