import { For, type JSX } from 'solid-js'
import './facts.css'

/** Short facts of one thing: what it is called and what it is. */
export function Facts(props: { facts: readonly (readonly [string, JSX.Element])[] }): JSX.Element {
  return (
    <dl class="desk-facts">
      <For each={props.facts}>
        {([name, value]) => (
          <div>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        )}
      </For>
    </dl>
  )
}
