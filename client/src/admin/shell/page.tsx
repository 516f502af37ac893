import { type JSX, Show } from 'solid-js'
import './page.css'

/**
 * A page of the desk: title and actions above, the working area below, details of one thing beside it or, where
 * there is no room, over it.
 */
export function Page(props: {
  title: JSX.Element
  lead?: JSX.Element
  actions?: JSX.Element
  /** Navigation among the parts of the page. */
  tabs?: JSX.Element
  children: JSX.Element
  panel?: JSX.Element
  /** The content scrolls as a whole instead of managing its own room. */
  flowing?: boolean
}): JSX.Element {
  return (
    <div class="desk-page">
      <div class="desk-page-main">
        <header class="desk-page-head">
          <div>
            <h1>{props.title}</h1>
            <Show when={props.lead}>
              <p class="quiet">{props.lead}</p>
            </Show>
          </div>
          <div class="desk-page-acts">{props.actions}</div>
          {props.tabs}
        </header>
        <div class="desk-page-body" data-flowing={props.flowing ? '' : undefined}>
          {props.children}
        </div>
      </div>
      {props.panel}
    </div>
  )
}
