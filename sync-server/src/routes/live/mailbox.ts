/** Hands values from whoever has them to one reader who writes them out at its own speed. */
export type Mailbox<T> = {
  readonly put: (value: T) => void
  /** The next value; undefined after `close`. */
  readonly take: () => Promise<T | undefined>
  readonly close: () => void
}

/**
 * @param merge makes of what still waits and what comes what is to wait now; `undefined` gives up on this reader, for
 *   whoever cannot keep up must not fill the memory of the server
 */
export function makeMailbox<T>(
  merge: (waiting: readonly T[], next: T) => readonly T[] | undefined,
): Mailbox<T> {
  let waiting: readonly T[] = []
  let wake: (() => void) | undefined
  let closed = false

  const stir = () => {
    wake?.()
    wake = undefined
  }
  const close = () => {
    closed = true
    stir()
  }
  return {
    put: (value) => {
      if (closed) return
      const next = merge(waiting, value)
      if (next === undefined) return close()
      waiting = next
      stir()
    },
    take: async () => {
      while (waiting.length === 0 && !closed) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
      const [first, ...rest] = waiting
      if (closed) return undefined
      waiting = rest
      return first
    },
    close,
  }
}

/** Only the latest counts. */
export function latest<T>(_waiting: readonly T[], next: T): readonly T[] {
  return [next]
}
