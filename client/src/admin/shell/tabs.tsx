import { useLocation, useNavigate } from '@solidjs/router'
import { For, type JSX } from 'solid-js'
import './tabs.css'

type Tab = { readonly id: string; readonly name: JSX.Element }

/** Parts of one page as links, each with its address; the present one is marked. `parameter` holds the part. */
export function Tabs(props: { label: string; parameter: string; tabs: readonly Tab[] }): JSX.Element {
  const location = useLocation()
  const navigate = useNavigate()
  const chosen = () => new URLSearchParams(location.search).get(props.parameter) ?? ''
  const address = (id: string) => {
    const parameters = new URLSearchParams(location.search)
    if (id === '') parameters.delete(props.parameter)
    else parameters.set(props.parameter, id)
    return `${location.pathname}?${parameters.toString()}`
  }
  const press = (event: MouseEvent, id: string) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return
    event.preventDefault()
    navigate(address(id), { replace: true, scroll: false, resolve: false })
  }
  return (
    <nav class="desk-tabs" aria-label={props.label}>
      <For each={props.tabs}>
        {(tab) => (
          <a
            href={address(tab.id)}
            aria-current={chosen() === tab.id ? 'page' : undefined}
            onClick={(event) => press(event, tab.id)}
          >
            {tab.name}
          </a>
        )}
      </For>
    </nav>
  )
}
