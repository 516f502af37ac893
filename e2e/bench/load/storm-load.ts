import { workDocumentName } from 'shared-schema/documents/document-name.ts'
import type { Floor } from '../floor/warehouse.ts'
import { sharedClock } from '../process-usage.ts'
import { makeChance } from '../work/chance.ts'
import { makeContent, structsOf } from '../work/content.ts'
import { type OfflinePart, offlineParts } from '../work/shift.ts'
import { reachOf } from './bytes.ts'
import type { Link, OpenLink } from './link.ts'

/** Everything the devices of a storm made while they were away, ready to be sent. */
export type Storm = {
  readonly floor: Floor
  /** By device. */
  readonly parts: readonly (readonly OfflinePart[])[]
  readonly events: number
  readonly bytes: number
  /** Content digest of all documents together. */
  readonly digest: string
}

export type StormOutcome = {
  /** Times after the first connection attempt, ms; undefined when it did not get that far. */
  readonly lastConfirmed: number | undefined
  readonly lastHeld: number | undefined
  /** By `sharedClock`. */
  readonly began: number
  /** What was wrong with what devices held in the end; empty when each held exactly its own and its teammate's events. */
  readonly wrong: readonly string[]
}

/** A storm that takes longer has failed, ms. */
const GIVE_UP_AFTER_MS = 110_000

export function prepareStorm(floor: Floor, events: number): Storm {
  // Yesterday at half past nine, so that no event lies in the future.
  const from = Date.UTC(2026, 10, 20, 9, 30)
  const parts = floor.devices.map((key, device) => {
    const tasks = floor.teams[key.team] ?? []
    return offlineParts(device, { key, tasks, events, from: from + device }, makeChance(device + 1))
  })
  const content = makeContent()
  let bytes = 0
  for (const { task, update } of parts.flat()) {
    content.add(task, update)
    bytes += update.length
  }
  return { floor, parts, events: content.structs(), bytes, digest: content.digest() }
}

/**
 * All devices come back within `arrivalMs`, take the server's state, and offer what they made.
 * @param confirms whether this server's protocol says when something has arrived
 */
export function runStorm(
  storm: Storm,
  server: { readonly url: string; readonly open: OpenLink; readonly confirms: boolean },
  { arrivalMs, deflate }: { readonly arrivalMs: number; readonly deflate: boolean },
): Promise<StormOutcome> {
  const { floor, parts } = storm
  const links: Link[] = []
  const received: { device: number; doc: number; update: Uint8Array }[] = []
  let unconfirmed = server.confirms ? storm.events : 0
  let unheld = 0
  let lastConfirmed: number | undefined
  let lastHeld: number | undefined
  const problems: string[] = []

  return new Promise((resolve) => {
    const began = sharedClock()
    const timers: NodeJS.Timeout[] = [setTimeout(finish, GIVE_UP_AFTER_MS)]
    let finished = false

    function finish(): void {
      if (finished) return
      finished = true
      for (const timer of timers) clearTimeout(timer)
      const wrong = [...problems, ...wrongReplicas(storm, received)]
      resolve({ began, lastConfirmed, lastHeld, wrong })
      for (const link of links) link.close()
    }
    function check(): void {
      if (unconfirmed === 0 && unheld === 0) finish()
    }

    function connect(device: number): void {
      const own = parts[device] ?? []
      const key = floor.devices[device]
      if (key === undefined) return
      const reached = own.map(() => 0)
      const mate = parts[device ^ 1] ?? []
      const options = { url: server.url, device: key, deflate }
      const documents = own.map(({ task }) => workDocumentName(task))
      const link = server.open(
        { ...options, documents },
        {
          ready: (doc) => link.offer(doc, own[doc]?.update ?? new Uint8Array()),
          confirmed: (doc, ids) => {
            unconfirmed -= ids?.length ?? own[doc]?.events.length ?? 0
            lastConfirmed = sharedClock() - began
            check()
          },
          update: (doc, view) => {
            const reach = reachOf(view)
            if (reach === 'empty') return
            const update = view.slice()
            received.push({ device, doc, update })
            const theirs = mate[doc]
            if (theirs === undefined) return
            const end =
              reach === undefined
                ? endOf(update, theirs.client)
                : reach.client === theirs.client
                  ? reach.end
                  : 0
            if (end <= (reached[doc] ?? 0)) return
            reached[doc] = end
            if (end < theirs.events.length) return
            unheld -= 1
            lastHeld = sharedClock() - began
            check()
          },
          ended: (code, reason) => {
            if (finished) return
            problems.push(`device ${device} was cut: ${code} ${reason.slice(0, 200)}`)
            if (problems.length > 20) finish()
          },
        },
      )
      links.push(link)
    }

    for (const device of floor.devices.keys()) {
      unheld += (parts[device ^ 1] ?? []).length
      timers.push(setTimeout(() => connect(device), (device / floor.devices.length) * arrivalMs))
    }
  })
}

/** Where a client's structs end in an update of several clients. */
function endOf(update: Uint8Array, client: number): number {
  return structsOf(update).reduce(
    (end, struct) => (struct.client === client ? Math.max(end, struct.clock + 1) : end),
    0,
  )
}

/** Puts together what each device received and compares it with what its teammate made, byte by byte. */
function wrongReplicas(
  { parts }: Storm,
  received: readonly { device: number; doc: number; update: Uint8Array }[],
): string[] {
  const wrong: string[] = []
  const byDevice = Map.groupBy(received, (each) => each.device)
  for (const [device, own] of parts.entries()) {
    const held = makeContent()
    for (const { doc, update } of byDevice.get(device) ?? []) held.add(own[doc]?.task ?? '', update)
    for (const { task, update } of own) held.add(task, update)
    const made = makeContent()
    for (const { task, update } of [...own, ...(parts[device ^ 1] ?? [])]) made.add(task, update)
    if (held.digest() !== made.digest())
      wrong.push(`device ${device} holds ${held.structs()} events instead of ${made.structs()}`)
  }
  return wrong.slice(0, 20)
}
