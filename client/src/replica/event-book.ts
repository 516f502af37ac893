import type { WorkEvent } from 'shared-schema/domain/picking/event.ts'
import { readEventShape } from 'shared-schema/domain/picking/event-shape.ts'
import type { KeptEvent, LogContents, OutboxRow, Settlement } from './device-log/device-log-port.ts'
import type { UnsentSummary, Watched } from './replica.ts'
import { createSource, type Source } from './watched.ts'

/** What the device log holds, in memory: read by screens for every scan. It never decides, it only mirrors. */
export type EventBook = {
  /** Readable events of a task, refused ones left out: the same set the server folds. */
  readonly events: (task: string) => Watched<readonly WorkEvent[]>
  readonly kept: (task: string) => readonly KeptEvent[]
  readonly all: () => Iterable<KeptEvent>
  readonly tasks: () => ReadonlySet<string>
  readonly has: (event: string) => boolean
  readonly outbox: ReadonlyMap<string, OutboxRow>
  readonly unsent: Watched<UnsentSummary>
  /** Own events with this state of their outbox row. */
  readonly own: (state: OutboxRow['state']) => readonly KeptEvent[]
  /** Own events that another epoch of the server acknowledged: the present one may not have them. */
  readonly ofOtherEpochs: (epoch: string) => string[]
  /** Whether a task has own events that no server acknowledged. */
  readonly hasUnsent: (task: string) => boolean
  readonly recorded: (events: readonly WorkEvent[], at: number) => void
  readonly received: (events: readonly WorkEvent[], at: number) => void
  readonly settled: (settlements: readonly Settlement[]) => void
  /** @returns the tasks these events were of */
  readonly forgotten: (events: readonly string[]) => ReadonlySet<string>
  /** Everything again from the disk, when this tab becomes the one that writes. */
  readonly load: (contents: LogContents) => void
}

export function createEventBook(): EventBook {
  const kept = new Map<string, KeptEvent>()
  const byTask = new Map<string, Map<string, KeptEvent>>()
  const outbox = new Map<string, OutboxRow>()
  const watched = new Map<string, Source<readonly WorkEvent[]>>()
  const unsent = createSource<UnsentSummary>({ count: 0, refused: 0 })

  function add(event: KeptEvent): void {
    kept.set(event.id, event)
    const events = byTask.get(event.task) ?? new Map<string, KeptEvent>()
    events.set(event.id, event)
    byTask.set(event.task, events)
  }

  function publish(tasks: Iterable<string>): void {
    for (const task of new Set(tasks)) watched.get(task)?.set(readable(byTask.get(task)))
  }

  function summarize(): void {
    const rows = [...outbox.values()]
    const here = rows.filter((row) => row.state === 'here')
    const oldestAt = here.reduce<number | undefined>((least, { at }) => Math.min(least ?? at, at), undefined)
    const refused = rows.filter((row) => row.state === 'refused').length
    const before = unsent.get()
    if (before.count === here.length && before.oldestAt === oldestAt && before.refused === refused) return
    unsent.set({ count: here.length, refused, ...(oldestAt !== undefined && { oldestAt }) })
  }

  return {
    events: (task) => {
      const known = watched.get(task)
      if (known !== undefined) return known
      const source = createSource(readable(byTask.get(task)))
      watched.set(task, source)
      return source
    },
    kept: (task) => [...(byTask.get(task)?.values() ?? [])],
    all: () => kept.values(),
    tasks: () => new Set(byTask.keys()),
    has: (event) => kept.has(event),
    outbox,
    unsent,
    own: (state) =>
      [...outbox.values()].flatMap((row) => (row.state === state ? (kept.get(row.id) ?? []) : [])),
    ofOtherEpochs: (epoch) =>
      [...outbox.values()]
        .filter(({ state, epoch: of }) => (state === 'acknowledged' || state === 'held') && of !== epoch)
        .map(({ id }) => id),
    hasUnsent: (task) => [...(byTask.get(task)?.keys() ?? [])].some((id) => outbox.get(id)?.state === 'here'),
    recorded: (events, at) => {
      for (const event of events) {
        const { id, task } = event
        add({ id, task, own: true, event, keptAt: at })
        outbox.set(id, { id, task, at: event.at, state: 'here', changedAt: at })
      }
      publish(events.map(({ task }) => task))
      summarize()
    },
    received: (events, at) => {
      const fresh = events.filter(({ id }) => !kept.has(id))
      for (const event of fresh) add({ id: event.id, task: event.task, own: false, event, keptAt: at })
      publish(fresh.map(({ task }) => task))
    },
    settled: (settlements) => {
      const changed = settlements.flatMap((each) => each.events.flatMap((id) => settleOne(id, each)))
      publish(changed)
      summarize()
    },
    forgotten: (events) => {
      const tasks = new Set(events.flatMap((id) => kept.get(id)?.task ?? []))
      for (const id of events) {
        const task = kept.get(id)?.task ?? ''
        kept.delete(id)
        outbox.delete(id)
        byTask.get(task)?.delete(id)
        if (byTask.get(task)?.size === 0) byTask.delete(task)
      }
      publish(tasks)
      summarize()
      return tasks
    },
    load: (contents) => {
      const before = [...byTask.keys()]
      kept.clear()
      byTask.clear()
      outbox.clear()
      for (const event of contents.events) add(event)
      for (const row of contents.outbox) outbox.set(row.id, row)
      publish([...before, ...byTask.keys()])
      summarize()
    },
  }

  /** @returns the task whose set of events changed by it */
  function settleOne(id: string, settlement: Settlement): string[] {
    const { events: _, at, ...change } = settlement
    const row = outbox.get(id)
    if (row?.state === 'acknowledged' && change.state === 'refused') return []
    if (row !== undefined) outbox.set(id, { ...row, ...change, changedAt: at })
    const event = kept.get(id)
    if (change.state !== 'refused' || event === undefined) return []
    add({ ...event, refused: change.code })
    return [event.task]
  }
}

function readable(events: ReadonlyMap<string, KeptEvent> | undefined): readonly WorkEvent[] {
  return [...(events?.values() ?? [])]
    .filter(
      ({ event, refused }) =>
        refused === undefined &&
        readEventShape(event as unknown as Readonly<Record<string, unknown>>).kind === 'event',
    )
    .map(({ event }) => event)
}
