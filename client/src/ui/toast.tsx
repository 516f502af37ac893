import { createSignal, type JSX, Show } from 'solid-js'
import { StatusShape, type StatusTone } from './status-mark.tsx'
import './toast.css'

type Toast = { readonly tone: StatusTone; readonly text: string; readonly turn: number }

/** Long enough to read a line twice. */
const SHOWN_MS = 4000

const [toast, setToast] = createSignal<Toast>()
let turn = 0

/** Says something in passing that needs no answer. The next one replaces it. */
export function showToast(text: string, tone: StatusTone = 'ok'): void {
  turn += 1
  const mine = turn
  setToast({ text, tone, turn: mine })
  setTimeout(() => setToast((now) => (now?.turn === mine ? undefined : now)), SHOWN_MS)
}

/** Where passing messages appear; once per app. */
export function Toasts(): JSX.Element {
  return (
    <div class="ui-toasts" role="status" aria-live="polite">
      <Show when={toast()} keyed>
        {(shown) => (
          <p class="ui-toast" data-tone={shown.tone}>
            <StatusShape tone={shown.tone} />
            {shown.text}
          </p>
        )}
      </Show>
    </div>
  )
}
