import { workDocumentName } from 'shared-schema/documents/document-name.ts'
import { encodeWorkUpdate } from 'shared-schema/documents/work-document-encode.ts'
import { makeChance } from '../work/chance.ts'
import { structsOf } from '../work/content.ts'
import type { LiveShift } from '../work/live-shift.ts'
import type { MadeEvent } from '../work/shift.ts'
import type { Link, OpenLink } from './link.ts'

/** Event ids as the devices know them at this moment. */
export type Claims = {
  readonly made: readonly string[]
  /** Confirmed by the server. */
  readonly confirmed: readonly string[]
  /** Shown to a teammate by the server. */
  readonly shown: readonly string[]
}

export type Auditees = {
  readonly claims: () => Claims
  /** Ends the work; resolves when every device is connected and has offered everything it made. */
  readonly finish: () => Promise<void>
  readonly close: () => void
}

const RECONNECT_MS = 250
const EVENTS_PER_UPDATE = 100
const FINISH_WITHIN_MS = 30_000
const TICK_MS = 2

/**
 * Devices that keep working while their server is killed: they come back with jitter and offer whatever it has not. A device of ours
 * rebuilds its document under a fresh client id, as the app does; one of the peers offers its document as any Yjs client does.
 */
export function startAuditees(
  shift: LiveShift,
  server: { readonly url: string; readonly open: OpenLink; readonly confirms: boolean },
  freshClientIds: boolean,
): Auditees {
  const { floor, picks, work } = shift
  const chance = makeChance(4711)
  const confirmed = new Set<string>()
  const shown = new Set<string>()
  const devices = floor.devices.map((_, index) => ({
    made: [] as MadeEvent[],
    client: work[index]?.client ?? 0,
    /** Own events that are in the document under this client id. */
    offered: [] as MadeEvent[],
    /** Sent and not confirmed, oldest first. */
    unnamed: [] as string[][],
    onServer: new Set<string>(),
    ready: false,
    link: undefined as Link | undefined,
  }))
  let stopped = false
  let working = true

  function push(index: number, events: readonly MadeEvent[], first: boolean): void {
    const device = devices[index]
    if (device?.link === undefined) return
    for (let at = 0; at < events.length; at += EVENTS_PER_UPDATE) {
      const part = events.slice(at, at + EVENTS_PER_UPDATE)
      const update = encodeWorkUpdate(device.client, device.offered.length, part)
      device.offered.push(...part)
      device.unnamed.push(part.map((event) => event.id))
      if (first && at === 0) device.link.offer(0, update)
      else device.link.push(0, update)
    }
  }

  function connect(index: number): void {
    const device = devices[index]
    const key = floor.devices[index]
    if (stopped || device === undefined || key === undefined) return
    const documents = [workDocumentName(work[index]?.task.id ?? '')]
    device.ready = false
    device.unnamed = []
    device.onServer = new Set()
    device.link = server.open(
      { url: server.url, device: key, documents, deflate: false },
      {
        ready: () => {
          device.ready = true
          device.offered = []
          if (freshClientIds) device.client = chance.clientId()
          const missing = freshClientIds
            ? device.made.filter((event) => !device.onServer.has(event.id))
            : device.made
          push(index, missing, true)
        },
        confirmed: (_doc, ids) => {
          for (const id of ids ?? device.unnamed.shift() ?? []) confirmed.add(id)
        },
        update: (_doc, update) => {
          for (const { key: id, event } of structsOf(update)) {
            device.onServer.add(id)
            if (event.device === key.id) {
              // Ours only shows what is in its log. What a peer shows of it says nothing about its storage.
              if (freshClientIds) confirmed.add(id)
            } else shown.add(id)
          }
        },
        ended: () => {
          device.ready = false
          device.link = undefined
          if (!stopped) setTimeout(() => connect(index), RECONNECT_MS * (0.5 + Math.random()))
        },
      },
    )
  }

  async function workOn(): Promise<void> {
    const began = performance.now() + 1_000
    let next = 0
    while (working && next < picks.length) {
      for (let each = picks[next]; each && began + each.at <= performance.now(); each = picks[next]) {
        next += 1
        const device = devices[each.device]
        device?.made.push(each.event)
        if (device?.ready) push(each.device, [each.event], false)
      }
      await new Promise((resolve) => setTimeout(resolve, TICK_MS))
    }
  }

  for (const index of floor.devices.keys()) connect(index)
  const done = workOn()
  const allMade = () => devices.flatMap((device) => device.made.map((event) => event.id))
  return {
    claims: () => ({ made: allMade(), confirmed: [...confirmed], shown: [...shown] }),
    finish: async () => {
      working = false
      await done
      const deadline = performance.now() + FINISH_WITHIN_MS
      const through = () =>
        devices.every((device) => device.ready) &&
        (!server.confirms || allMade().every((id) => confirmed.has(id)))
      while (performance.now() < deadline && !through())
        await new Promise((resolve) => setTimeout(resolve, 50))
    },
    close: () => {
      stopped = true
      for (const device of devices) device.link?.close()
    },
  }
}
