type Waiting = { readonly grant: () => void; readonly tab: object }

/** The Web Locks of one handheld: one tab has the lock, the others wait; it goes on when its holder ends or dies. */
export type TabLocks = {
  readonly of: (tab: object) => LockManager
  /** The browser takes back what a killed tab held. */
  readonly died: (tab: object) => void
}

/** @param soon calls a tab back in a moment of its own */
export function makeTabLocks(soon: (tab: object, run: () => void) => void): TabLocks {
  let holder: object | undefined
  let waiting: Waiting[] = []

  function next(): void {
    holder = undefined
    const first = waiting.shift()
    if (first === undefined) return
    holder = first.tab
    soon(first.tab, first.grant)
  }

  return {
    died: (tab) => {
      waiting = waiting.filter((each) => each.tab !== tab)
      if (holder === tab) next()
    },
    of: (tab) =>
      ({
        request: (_name: string, options: { signal: AbortSignal }, held: () => Promise<void>) =>
          new Promise<void>((resolve, reject) => {
            const grant = () => {
              held().then(() => {
                if (holder === tab) next()
                resolve()
              }, reject)
            }
            const own = { grant, tab }
            options.signal.addEventListener('abort', () => {
              if (!waiting.includes(own)) return
              waiting = waiting.filter((each) => each !== own)
              reject(new DOMException('The request was aborted.', 'AbortError'))
            })
            waiting.push(own)
            if (holder === undefined) next()
          }),
      }) as unknown as LockManager,
  }
}
