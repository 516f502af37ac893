import { createSignal, type JSX, onCleanup, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import './second-press.css'

/** A first press that is not followed by a second one is forgotten after this, ms. */
const FORGET_MS = 6_000

/** What cannot be taken back: the first press says the consequence, the second one does it. */
export function SecondPress(props: {
  label: string
  again: string
  hint: string
  kind?: 'secondary' | 'stop'
  icon?: JSX.Element
  onConfirm: () => Promise<void>
}): JSX.Element {
  const [armed, setArmed] = createSignal(false)
  const [busy, setBusy] = createSignal(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  onCleanup(() => clearTimeout(timer))

  async function press(): Promise<void> {
    clearTimeout(timer)
    if (!armed()) {
      setArmed(true)
      timer = setTimeout(() => setArmed(false), FORGET_MS)
      return
    }
    setArmed(false)
    setBusy(true)
    await props.onConfirm()
    setBusy(false)
  }
  return (
    <div class="desk-second-press">
      <Button
        kind={armed() ? 'stop' : (props.kind ?? 'secondary')}
        icon={props.icon}
        disabled={busy()}
        onClick={() => void press()}
      >
        {armed() ? props.again : props.label}
      </Button>
      <Show when={armed()}>
        <p role="status">{props.hint}</p>
      </Show>
    </div>
  )
}
