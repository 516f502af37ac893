import { type Accessor, createSignal, onCleanup } from 'solid-js'

/** Where the worker is: the list of tasks, or one task. Kept in the hash, so that reload and the back key work offline. */
export type Route = { readonly at: 'tasks' } | { readonly at: 'task'; readonly id: string }

const TASK = /^#\/task\/(.+)$/

function read(): Route {
  const id = TASK.exec(location.hash)?.[1]
  return id === undefined ? { at: 'tasks' } : { at: 'task', id: decodeURIComponent(id) }
}

/** The route as a signal. */
export function createRoute(): Accessor<Route> {
  const [route, setRoute] = createSignal<Route>(read())
  const update = () => setRoute(read())
  window.addEventListener('hashchange', update)
  onCleanup(() => window.removeEventListener('hashchange', update))
  return route
}

export function goToTask(id: string): void {
  location.hash = `#/task/${encodeURIComponent(id)}`
}

export function goToTasks(): void {
  location.hash = '#/'
}
