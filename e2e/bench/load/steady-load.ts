import { workDocumentName } from 'shared-schema/documents/document-name.ts'
import { sharedClock } from '../process-usage.ts'
import { structsOf } from '../work/content.ts'
import type { LiveShift } from '../work/live-shift.ts'
import type { Link, OpenLink } from './link.ts'

/** Latencies from when a pick was due, ms; what was late to be sent counts as late. */
export type SteadyOutcome = {
  /** Until the server confirmed it to its device. */
  readonly confirmed: Float64Array
  /** Until the teammate had it. */
  readonly shown: Float64Array
  readonly sent: number
  readonly wrong: readonly string[]
}

export type ConnectedShift = {
  /** Sends the picks of a stretch of the shift and waits until they are confirmed and shown, at most some seconds longer. */
  readonly work: (from: number, to: number) => Promise<SteadyOutcome>
  readonly close: () => void
}

const CONNECT_WITHIN_MS = 60_000
const TIDY_UP_MS = 10_000
const TICK_MS = 1

/** Connects every device, each with the document of the task in its worker's hands. */
export async function connectShift(
  shift: LiveShift,
  server: { readonly url: string; readonly open: OpenLink; readonly confirms: boolean },
  deflate: boolean,
): Promise<ConnectedShift> {
  const { floor, picks, work } = shift
  const links: Link[] = []
  const wrong: string[] = []
  /** When each pick was due, by event id. */
  const due = new Map<string, number>()
  /** Picks of a device that no confirmation named, oldest first. */
  const unnamed = floor.devices.map((): string[] => [])
  const confirmed = new Map<string, number>()
  const shown = new Map<string, number>()
  let closed = false

  const ready = floor.devices.map(
    (device, index) =>
      new Promise<void>((resolve) => {
        const documents = [workDocumentName(work[index]?.task.id ?? '')]
        const link = server.open(
          { url: server.url, device, documents, deflate },
          {
            ready: () => resolve(),
            confirmed: (_doc, ids) => {
              const now = sharedClock()
              for (const id of ids ?? [unnamed[index]?.shift() ?? '']) confirmed.set(id, now)
            },
            update: (_doc, update) => {
              const now = sharedClock()
              for (const { key, client } of structsOf(update))
                if (client !== work[index]?.client && !shown.has(key)) shown.set(key, now)
            },
            ended: (code, reason) => {
              if (!closed) wrong.push(`device ${index} was cut: ${code} ${reason.slice(0, 200)}`)
            },
          },
        )
        links.push(link)
      }),
  )
  const late = new Promise<never>((_, reject) =>
    setTimeout(() => reject(new Error('not all devices got connected')), CONNECT_WITHIN_MS).unref(),
  )
  await Promise.race([Promise.all(ready), late])

  async function send(from: number, to: number): Promise<void> {
    const first = picks[from]
    if (first === undefined) return
    const began = sharedClock() + 5 - first.at
    let next = from
    while (next < to) {
      const now = sharedClock()
      for (let each = picks[next]; next < to && each && began + each.at <= now; each = picks[next]) {
        due.set(each.event.id, began + each.at)
        unnamed[each.device]?.push(each.event.id)
        links[each.device]?.push(0, each.update)
        next += 1
      }
      await new Promise((resolve) => setTimeout(resolve, TICK_MS))
    }
  }

  return {
    work: async (from, to) => {
      await send(from, to)
      const ids = picks.slice(from, to).map((each) => each.event.id)
      const all = (seen: ReadonlyMap<string, number>) => ids.every((id) => seen.has(id))
      const deadline = sharedClock() + TIDY_UP_MS
      while (sharedClock() < deadline && !(all(shown) && (all(confirmed) || !server.confirms)))
        await new Promise((resolve) => setTimeout(resolve, 20))
      const missing = server.confirms ? ids.filter((id) => !confirmed.has(id)).length : 0
      if (missing > 0) wrong.push(`${missing} picks were never confirmed`)
      const unseen = ids.filter((id) => !shown.has(id)).length
      if (unseen > 0) wrong.push(`${unseen} picks never reached the teammate`)
      const latencies = (seen: ReadonlyMap<string, number>) =>
        Float64Array.from(
          ids.flatMap((id) => {
            const at = seen.get(id)
            return at === undefined ? [] : [at - (due.get(id) ?? at)]
          }),
        )
      return { confirmed: latencies(confirmed), shown: latencies(shown), sent: ids.length, wrong }
    },
    close: () => {
      closed = true
      for (const link of links) link.close()
    },
  }
}
