import { type JSX, Show } from 'solid-js'
import { StatusShape, type StatusTone } from './status-mark.tsx'
import './banner.css'

/**
 * A lasting message at the place it concerns: what happened, whether anything was lost, what to do.
 * `stop` interrupts a screen reader, the others wait their turn.
 */
export function Banner(props: {
  tone: StatusTone
  title: JSX.Element
  children?: JSX.Element
  action?: JSX.Element
}): JSX.Element {
  return (
    <div class="ui-banner" data-tone={props.tone} role={props.tone === 'stop' ? 'alert' : 'status'}>
      <StatusShape tone={props.tone} />
      <div class="ui-banner-words">
        <strong>{props.title}</strong>
        <Show when={props.children}>
          <p>{props.children}</p>
        </Show>
      </div>
      {props.action}
    </div>
  )
}
