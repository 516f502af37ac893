import { type Accessor, createSignal, onCleanup } from 'solid-js'

/** What can be read and watched without Solid; the `Watched` of the replica and the sessions has this shape. */
type Watchable<T> = { readonly get: () => T; readonly subscribe: (listener: () => void) => () => void }

/** A watched value as a signal, for as long as the component that asks lives. */
export function signalOf<T>(watched: Watchable<T>): Accessor<T> {
  const [value, setValue] = createSignal(watched.get(), { equals: Object.is })
  onCleanup(watched.subscribe(() => setValue(() => watched.get())))
  // It may have changed between the first reading and the subscription.
  setValue(() => watched.get())
  return value
}
