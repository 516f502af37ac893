import type { Logger } from 'pino'
import type { TvLive } from 'shared-schema/api/tv.ts'
import type { Store } from '../../storage/store.ts'

/** Commits within this time are one picture: the eye sees no difference, the database does. */
const GATHER_MS = 30
/** Pictures come at most this often. */
const LEAST_GAP_MS = 100
/** Also when nothing happens: ages grow, shifts end, workers fall silent. */
const IDLE_MS = 30_000

const topics = new Set<string>(['tasks', 'requisitions', 'exceptions', 'people', 'settings'])

export type BoardFeed = {
  /** Sends the present picture at once and a new one after every change. Returns how to stop. */
  readonly follow: (viewer: (picture: string) => void) => () => void
}

/** Computes the picture once for all screens, after commits, and only while somebody looks. */
export function makeBoardFeed(store: Store, read: () => Promise<TvLive>, log: Logger): BoardFeed {
  const viewers = new Set<(picture: string) => void>()
  let timer: NodeJS.Timeout | undefined
  let computing = false
  let again = false
  let last = 0
  let stopListening: (() => void) | undefined

  function schedule(delay: number): void {
    if (computing) {
      again = true
      return
    }
    clearTimeout(timer)
    timer = setTimeout(() => void compute(), delay)
  }

  async function compute(): Promise<void> {
    computing = true
    again = false
    try {
      const picture = JSON.stringify(await read())
      for (const viewer of viewers) viewer(picture)
    } catch (error) {
      // The next change or the next half minute tries again; a screen on the wall shows its age by itself.
      log.error({ err: error }, 'the TV picture could not be computed')
    }
    computing = false
    last = performance.now()
    if (viewers.size > 0) schedule(again ? LEAST_GAP_MS : IDLE_MS)
  }

  function start(): void {
    stopListening = store.onChange((changes) => {
      if (!changes.some((change) => topics.has(change.topic))) return
      schedule(Math.max(GATHER_MS, LEAST_GAP_MS - (performance.now() - last)))
    })
  }

  return {
    follow: (viewer) => {
      if (viewers.size === 0) start()
      viewers.add(viewer)
      schedule(0)
      return () => {
        viewers.delete(viewer)
        if (viewers.size > 0) return
        clearTimeout(timer)
        stopListening?.()
      }
    },
  }
}
