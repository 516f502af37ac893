import type { Watched } from './replica.ts'

/** A `Watched` whose owner can change it. */
export type Source<T> = Watched<T> & {
  /** Sets the value and tells every listener; an identical value tells nobody. */
  readonly set: (value: T) => void
}

/** Makes a value that others can read and watch. Listeners are called in the order they came. */
export function createSource<T>(first: T): Source<T> {
  let value = first
  const listeners = new Set<() => void>()
  return {
    get: () => value,
    set: (next) => {
      if (Object.is(next, value)) return
      value = next
      // A listener may subscribe or leave while it is called.
      for (const listener of [...listeners]) listener()
    },
    subscribe: (listener) => {
      const own = () => listener()
      listeners.add(own)
      return () => {
        listeners.delete(own)
      }
    },
  }
}

/**
 * Waits until a watched value satisfies a condition.
 * @returns the first such value, at once when it does already; rejects only through `signal`
 */
export function until<T>(
  watched: Watched<T>,
  accept: (value: T) => boolean,
  signal?: AbortSignal,
): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason)
    if (accept(watched.get())) return resolve(watched.get())
    const stop = watched.subscribe(() => {
      if (!accept(watched.get())) return
      finish()
      resolve(watched.get())
    })
    const abort = () => {
      finish()
      reject(signal?.reason)
    }
    const finish = () => {
      stop()
      signal?.removeEventListener('abort', abort)
    }
    signal?.addEventListener('abort', abort)
  })
}

/** Copies a watched value into a source, now and after every change; returns how to stop. */
export function follow<T>(from: Watched<T>, into: Source<T>): () => void {
  const copy = () => into.set(from.get())
  copy()
  return from.subscribe(copy)
}
