import { A, useLocation } from '@solidjs/router'
import { For, type JSX } from 'solid-js'
import './tabs.css'

type Tab = { readonly id: string; readonly name: JSX.Element }

/** Parts of one page as links, each with its address; the present one is marked. `parameter` holds the part. */
export function Tabs(props: { label: string; parameter: string; tabs: readonly Tab[] }): JSX.Element {
  const location = useLocation()
  const chosen = () => new URLSearchParams(location.search).get(props.parameter) ?? ''
  const address = (id: string) => {
    const parameters = new URLSearchParams(location.search)
    if (id === '') parameters.delete(props.parameter)
    else parameters.set(props.parameter, id)
    return `?${parameters.toString()}`
  }
  return (
    <nav class="desk-tabs" aria-label={props.label}>
      <For each={props.tabs}>
        {(tab) => (
          <A
            href={address(tab.id)}
            noScroll
            replace
            aria-current={chosen() === tab.id ? 'page' : undefined}
            activeClass=""
          >
            {tab.name}
          </A>
        )}
      </For>
    </nav>
  )
}
