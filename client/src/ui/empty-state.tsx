import type { JSX } from 'solid-js'
import './empty-state.css'

/** What a place without content says: why it is empty and what fills it. */
export function EmptyState(props: {
  icon: JSX.Element
  title: JSX.Element
  children: JSX.Element
  action?: JSX.Element
}): JSX.Element {
  return (
    <div class="ui-empty">
      <span class="ui-empty-icon">{props.icon}</span>
      <h2>{props.title}</h2>
      <p>{props.children}</p>
      {props.action}
    </div>
  )
}
