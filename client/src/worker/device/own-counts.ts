import { type Accessor, createEffect, createSignal, onCleanup } from 'solid-js'
import type { Replica } from '../../replica/replica.ts'

export type OwnCounts = { readonly saved: number; readonly sent: number }

/** How many of a worker's own events of the given tasks are kept here, and how many of them a server has on disk. */
export function watchOwnCounts(
  replica: Replica,
  worker: Accessor<string>,
  tasks: Accessor<readonly string[]>,
): Accessor<OwnCounts> {
  const [counts, setCounts] = createSignal<OwnCounts>({ saved: 0, sent: 0 })
  createEffect(() => {
    const by = worker()
    const device = replica.device.get()?.device
    const watched = tasks().map((task) => replica.events(task))
    const read = () => {
      const own = watched.flatMap((each) =>
        each.get().filter((event) => event.by === by && event.device === device),
      )
      const waiting = own.filter(({ id }) => {
        const state = replica.outboxState(id)
        return state === 'here' || state === 'sent'
      })
      setCounts({ saved: own.length, sent: own.length - waiting.length })
    }
    read()
    const stops = [...watched, replica.unsent].map((each) => each.subscribe(read))
    onCleanup(() => {
      for (const stop of stops) stop()
    })
  })
  return counts
}
