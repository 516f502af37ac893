import { type JSX, Show } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import './status-mark.css'

export type StatusTone = 'new' | 'busy' | 'ok' | 'attention' | 'stop' | 'stale'

/** One silhouette per meaning, told apart without colour and at 14 px: ring, half disc, disc with tick, triangle, octagon, broken ring. */
const shapes: Record<StatusTone, () => JSX.Element> = {
  new: () => <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="2" />,
  busy: () => (
    <>
      <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="2" />
      <path d="M8 2a6 6 0 0 1 0 12z" fill="currentColor" />
    </>
  ),
  ok: () => (
    <>
      <circle cx="8" cy="8" r="7" fill="currentColor" />
      <path class="cut" d="m4.8 8.2 2.2 2.2 4.2-4.6" fill="none" stroke-width="2" stroke-linecap="round" />
    </>
  ),
  attention: () => (
    <>
      <path d="M8 1.2 15.4 14.4H.6z" fill="currentColor" stroke="currentColor" stroke-linejoin="round" />
      <path class="cut" d="M8 6v4m0 2.2v.3" fill="none" stroke-width="1.8" stroke-linecap="round" />
    </>
  ),
  stop: () => (
    <>
      <path d="M5 1h6l4 4v6l-4 4H5l-4-4V5z" fill="currentColor" />
      <path class="cut" d="m5.5 5.5 5 5m0-5-5 5" fill="none" stroke-width="2" stroke-linecap="round" />
    </>
  ),
  stale: () => (
    <circle
      cx="8"
      cy="8"
      r="6"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-dasharray="3 2.65"
    />
  ),
}

/** The shape alone, for places where the word stands elsewhere. */
export function StatusShape(props: { tone: StatusTone }): JSX.Element {
  return (
    <svg class="ui-shape" data-tone={props.tone} viewBox="0 0 16 16" aria-hidden="true">
      <Dynamic component={shapes[props.tone]} />
    </svg>
  )
}

/** A state as shape and word; colour only adds to them. `filled` for the state that must be seen first. */
export function StatusMark(props: {
  tone: StatusTone
  children: JSX.Element
  filled?: boolean
}): JSX.Element {
  return (
    <span class="ui-status" data-tone={props.tone} data-filled={props.filled ? '' : undefined}>
      <StatusShape tone={props.tone} />
      <span>{props.children}</span>
    </span>
  )
}

/** A number or short word in a box: a count beside a heading, a priority. */
export function Badge(props: { tone?: StatusTone; label?: string; children: JSX.Element }): JSX.Element {
  return (
    <span class="ui-badge figures" data-tone={props.tone}>
      <Show when={props.label}>
        <span class="spoken">{props.label} </span>
      </Show>
      {props.children}
    </span>
  )
}
