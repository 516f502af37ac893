import type { WorkEvent } from 'shared-schema/domain/picking/event.ts'
import type { ClockReading } from 'shared-schema/domain/picking/hybrid-clock.ts'
import type { Counter } from './device-log-port.ts'

/** The single values of the log as this page last knew them, the counter among them. */
export type MetaMemory = {
  readonly load: (entries: readonly (readonly [string, unknown])[]) => void
  /** @param value undefined erases it */
  readonly put: (key: string, value: unknown) => void
  /** These were recorded last. */
  readonly minted: (events: readonly WorkEvent[]) => void
  readonly raise: (seq: number) => void
  readonly counter: () => Counter
  readonly all: () => Iterable<readonly [string, unknown]>
}

export function createMetaMemory(): MetaMemory {
  const values = new Map<string, unknown>()
  const counter = (): Counter => {
    const clock = values.get('clock') as ClockReading | undefined
    return { seq: (values.get('seq') as number | undefined) ?? 0, ...(clock !== undefined && { clock }) }
  }
  const raise = (seq: number) => {
    if (seq > counter().seq) values.set('seq', seq)
  }
  return {
    load: (entries) => {
      values.clear()
      for (const [key, value] of entries) values.set(key, value)
    },
    put: (key, value) => {
      if (value === undefined) values.delete(key)
      else values.set(key, value)
    },
    minted: (events) => {
      const last = events.at(-1)
      if (last === undefined) return
      raise(last.seq)
      values.set('clock', { at: last.at, tick: last.tick } satisfies ClockReading)
    },
    raise,
    counter,
    all: () => values,
  }
}
