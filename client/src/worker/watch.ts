import { type Accessor, createSignal, onCleanup } from 'solid-js'
import type { Watched } from '../replica/replica.ts'

/** A watched value as a signal; stops watching with the component that asked. */
export function watch<T>(watched: Watched<T>): Accessor<T> {
  const [value, setValue] = createSignal<T>(watched.get())
  const read = () => setValue(() => watched.get())
  onCleanup(watched.subscribe(read))
  // It may have changed between the first read and the subscription.
  read()
  return value
}

/** The time, ms since 1970, read anew every `every` ms: for ages that grow on the screen. */
export function createNow(every: number): Accessor<number> {
  const [now, setNow] = createSignal(Date.now())
  const timer = setInterval(() => setNow(Date.now()), every)
  onCleanup(() => clearInterval(timer))
  return now
}
