import type { ChangeTopic } from 'shared-schema/api/live.ts'
import { type Accessor, createEffect, createSignal, on, onCleanup } from 'solid-js'
import type { Answer, RequestFailure } from '../auth/answer.ts'
import { useDesk } from './desk.tsx'
import { keepUnchanged } from './keep-unchanged.ts'

/** A burst of picks is one reading, ms. */
const GATHER_MS = 120
/** Reading rests so many times as long as it took: a list of ten thousand rows must not keep the server busy. */
const REST = 4
/** What could not be read is tried again so often, also when nothing on the line tells, ms. */
const RETRY_MS = 5_000

export type Query<T> = {
  /** What was read last; stays while it is read again and when that fails. */
  readonly value: Accessor<T | undefined>
  /** Why the last reading brought nothing. */
  readonly failure: Accessor<RequestFailure | undefined>
  readonly reload: () => void
}

type Read<T> = (path: string, signal: AbortSignal) => Promise<Answer<T>>

/**
 * Reads something from the server and reads it again, quietly, when one of the topics changes, after a cut line,
 * and when the path changes. Rows that did not change keep their identity, so that only what moved is drawn.
 * @param path undefined while there is nothing to read
 */
export function createQuery<T>(
  path: Accessor<string | undefined>,
  topics: readonly ChangeTopic[],
  /** Tells whether a change with this key concerns what is shown; without it every change of the topics does. */
  concerns?: (key: string) => boolean,
  read: Read<T> = useDesk().get,
): Query<T> {
  const desk = useDesk()
  const [value, setValue] = createSignal<T>()
  const [failure, setFailure] = createSignal<RequestFailure>()
  let controller: AbortController | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let took = 0
  let reading = false
  let again = false

  async function readNow(): Promise<void> {
    const from = path()
    if (from === undefined) return
    if (reading) {
      again = true
      return
    }
    reading = true
    const mine = new AbortController()
    controller = mine
    const began = performance.now()
    const answer = await read(from, mine.signal).catch((): undefined => undefined)
    if (controller !== mine) return
    reading = false
    took = performance.now() - began
    if (answer !== undefined) take(answer)
    if (again) {
      again = false
      soon()
    }
  }

  function take(answer: Answer<T>): void {
    if (answer.ok) {
      setValue((before) => keepUnchanged(before, answer.value))
      setFailure(undefined)
      return
    }
    setFailure(answer.failure)
    if (answer.failure.code === 'network_unreachable') soon(RETRY_MS)
  }

  // A timer that runs is left alone: put off by every pick, a busy hour would never be shown.
  function soon(ms = Math.max(GATHER_MS, took * REST)): void {
    timer ??= setTimeout(() => {
      timer = undefined
      void readNow()
    }, ms)
  }

  function abandon(): void {
    clearTimeout(timer)
    timer = undefined
    controller?.abort()
    controller = undefined
    reading = false
    again = false
  }

  createEffect(
    on(path, (now, before) => {
      abandon()
      if (before !== undefined && now !== before) setValue(undefined)
      setFailure(undefined)
      void readNow()
    }),
  )
  onCleanup(
    desk.onChange(topics, (change) => {
      if (change === 'anything' || concerns === undefined || concerns(change.key)) soon()
    }),
  )
  onCleanup(abandon)
  return { value, failure, reload: () => void readNow() }
}

export type Page<Row> = { readonly items: readonly Row[]; readonly total: number }

/** The most rows the server gives at once. */
const PAGE = 5_000

/** As `createQuery`, for a whole list, which is fetched in pages. `path` may carry parameters. */
export function createListQuery<Row>(
  path: Accessor<string | undefined>,
  topics: readonly ChangeTopic[],
): Query<Page<Row>> {
  const desk = useDesk()
  return createQuery<Page<Row>>(path, topics, undefined, async (from, signal) => {
    const items: Row[] = []
    for (;;) {
      const page = `${from}${from.includes('?') ? '&' : '?'}limit=${PAGE}&offset=${items.length}`
      const answer = await desk.get<Page<Row>>(page, signal)
      if (!answer.ok) return answer
      items.push(...answer.value.items)
      const { total } = answer.value
      if (items.length >= total || answer.value.items.length === 0)
        return { ok: true, value: { items, total } }
    }
  })
}
