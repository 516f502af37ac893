import type { Logger } from 'pino'
import type { TvLive } from 'shared-schema/api/tv.ts'
import type { Store } from '../../storage/store.ts'

export const BOARD_PACE = {
  /** Commits within this time are one picture: the eye sees no difference, the database does. */
  gatherMs: 5,
  /** Pictures come at most this often. */
  leastGapMs: 25,
  /** Of the time between two pictures at most this share goes into computing one: a large floor has fewer of them. */
  mostBusy: 0.2,
}
/** Also when nothing happens: ages grow, shifts end, workers fall silent. */
const IDLE_MS = 30_000

const topics = new Set<string>(['tasks', 'requisitions', 'exceptions', 'people', 'settings', 'differences'])

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
  let gap = BOARD_PACE.leastGapMs
  /** A picture is on its way for a change; another change must not put it off, or a busy floor would never be shown. */
  let due = false
  let stopListening: (() => void) | undefined

  function schedule(delay: number, forChange: boolean): void {
    if (computing) {
      again = true
      return
    }
    due = forChange
    clearTimeout(timer)
    timer = setTimeout(() => void compute(), delay)
  }

  async function compute(): Promise<void> {
    const began = performance.now()
    computing = true
    due = false
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
    gap = Math.max(BOARD_PACE.leastGapMs, (last - began) / BOARD_PACE.mostBusy)
    if (viewers.size > 0) schedule(again ? gap : IDLE_MS, again)
  }

  function start(): void {
    stopListening = store.onChange((changes) => {
      if (!changes.some((change) => topics.has(change.topic))) return
      if (!due) schedule(Math.max(BOARD_PACE.gatherMs, gap - (performance.now() - last)), true)
    })
  }

  return {
    follow: (viewer) => {
      if (viewers.size === 0) start()
      viewers.add(viewer)
      schedule(0, true)
      return () => {
        viewers.delete(viewer)
        if (viewers.size > 0) return
        clearTimeout(timer)
        stopListening?.()
      }
    },
  }
}
