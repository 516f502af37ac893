import type { WorkAct, WorkEvent } from 'shared-schema/domain/picking/event.ts'
import { decodeClientMessage, encodeControl } from 'shared-schema/protocol/control.ts'
import { CONTROL_CHANNEL, decodeFrame } from 'shared-schema/protocol/frame.ts'
import { makeVerifier } from '../../../client/src/auth/pin-verifier.ts'
import { importSigningKey } from '../../../client/src/replica/minting/signing-key.ts'
import { openReplica } from '../../../client/src/replica/open-replica.ts'
import type { Platform } from '../../../client/src/replica/platform.ts'
import type { Replica } from '../../../client/src/replica/replica.ts'
import type { Seams } from '../planted/seams.ts'
import type { ServerHost } from '../server/server.ts'
import { keyOf, people, tokenOf } from '../server/warehouse-image.ts'
import type { Actor } from '../world/clock.ts'
import type { Network } from '../world/network.ts'
import type { World } from '../world/world.ts'
import { type Deadline, type DeviceDisk, makeDeviceDisk, type Stored } from './device-disk.ts'
import { type DownDisk, openMemoryDownStore } from './memory-down-store.ts'
import { openMemoryLog } from './memory-log.ts'
import { makeTabLocks } from './tab-locks.ts'
import { threadSubtle } from './thread-subtle.ts'

const ORIGIN = 'http://magacin'
export const PIN = '1111'

/** One page of the app on a handheld. */
export type Tab = { readonly actor: Actor; replica: Replica | undefined }

/** What came of an act: `toned` only when the worker heard that it is saved. */
export type Toned = (events: readonly WorkEvent[]) => void

/** A handheld: its storage, its clock, and the tabs that run on it. */
export type Handheld = {
  readonly name: string
  /** Id of the device as enrolled; a new one after its storage was wiped. */
  readonly device: () => string
  readonly disk: DeviceDisk
  readonly enrol: (device: string, workers: readonly string[]) => Promise<void>
  readonly openTab: () => Promise<Tab>
  readonly tabs: () => readonly Tab[]
  /** The tab a worker looks at: the first that records, or the first there is. */
  readonly front: () => Tab | undefined
  readonly kill: (tab: Tab) => void
  readonly record: (acts: readonly WorkAct[], toned: Toned) => Promise<void>
  readonly signIn: (worker: string) => Promise<void>
  /** What is to happen at the next commit of its storage. */
  readonly dieAt: (deadline: Deadline | undefined) => void
  readonly armed: () => boolean
  /** Device time minus true time, ms. */
  skew: number
  /** The next events are signed wrongly, as by damaged memory. */
  missigns: number
  /** What its app speaks, when it is an old one. */
  protocol: number | undefined
  /** Takes in by hand what waits on another one. @returns how many events were new here */
  readonly takeIn: (from: Handheld) => Promise<number>
  /** Somebody enters a supervisor's code, and the device is connected again as the one it was. */
  readonly connectAgain: (code: string) => Promise<void>
  readonly snapshot: () => Stored
  /** What the warehouse sent down goes with the storage. */
  readonly wipe: () => void
}

export function makeHandheld(
  world: World,
  network: Network,
  host: ServerHost,
  seams: Seams,
  name: string,
): Handheld {
  const { clock, chance, faults } = world
  const downDisk: DownDisk = new Map()
  let tabs: Tab[] = []
  let device = ''
  let deadline: Deadline | undefined
  let silentAfterCommit = false
  const locks = makeTabLocks((tab, run) => clock.after(1, run, tab as Actor))

  const disk = makeDeviceDisk({
    hasty: !seams.strictDisk,
    soon: (run) => clock.after(chance.between(1, 8), run),
    atCommit: (commit) => {
      const what = deadline
      deadline = undefined
      const writer = tabs.find(({ actor }) => actor === clock.actor())
      if (what === undefined || writer === undefined) {
        if (!seams.strictDisk && chance.odds(0.5)) clock.after(40, commit)
        else commit()
        return false
      }
      if (what === 'before_oncomplete') {
        faults.met('device_killed_before_oncomplete')
        if (seams.strictDisk && chance.odds(0.5)) commit()
        kill(writer)
        return true
      }
      commit()
      if (what === 'after_oncomplete') {
        faults.met('device_killed_after_oncomplete')
        kill(writer)
        return true
      }
      faults.met('device_killed_between_commit_and_send')
      // It hears of the commit, and its tone sounds; of what it sends then, nothing leaves.
      silentAfterCommit = true
      clock.after(
        0,
        () => {
          kill(writer)
          silentAfterCommit = false
        },
        world0,
      )
      return false
    },
  })
  const world0: Actor = { name: `${name}'s battery`, alive: true }

  function platformOf(actor: Actor): Platform {
    const platform: Platform = {
      wall: () => clock.now() + handheld.skew,
      monotonic: () => clock.now(),
      random: chance.next,
      randomBytes: (length) => {
        const bytes = new Uint8Array(length)
        for (let at = 0; at < length; at++) bytes[at] = chance.below(256)
        return bytes
      },
      after: (ms, run) => clock.after(ms, run, actor),
      fetch: ((url: string, init: RequestInit) => fetchFor(url, init)) as typeof fetch,
      openSocket: () => {
        const socket = network.connect(name)
        return handheld.protocol === undefined ? socket : spokenBy(socket, handheld.protocol)
      },
      subtle: new Proxy(threadSubtle, {
        get: (target, property) => {
          if (property !== 'sign' || handheld.missigns === 0) return Reflect.get(target, property)
          handheld.missigns -= 1
          faults.met('event_with_a_broken_code')
          return async () => new Uint8Array(32).buffer
        },
      }),
      locks: locks.of(actor),
      storage: undefined,
      onReturn: () => () => {},
    }
    return seams.platform(platform)
  }

  async function fetchFor(url: string, init: RequestInit): Promise<unknown> {
    const { pathname, searchParams } = new URL(url)
    const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : undefined
    const headers = new Headers(init.headers)
    const token = headers.get('x-device-token') ?? headers.get('authorization')?.slice('Bearer '.length) ?? ''
    const asking = network.request(name, (server) =>
      host.answer(server, { path: pathname, query: searchParams, token, body }),
    )
    const given = await Promise.race([asking, aborted(init.signal ?? undefined)])
    const text = JSON.stringify(given.body)
    return {
      ok: given.status < 400,
      status: given.status,
      headers: new Headers({ 'content-type': 'application/json' }),
      json: () => Promise.resolve(JSON.parse(text) as unknown),
    }
  }

  function kill(tab: Tab): void {
    if (!tab.actor.alive) return
    tab.actor.alive = false
    tabs = tabs.filter((each) => each !== tab)
    network.tabGone(tab.actor, silentAfterCommit)
    // What was under way to the disk is over with its process.
    disk.replace(disk.stored())
    locks.died(tab.actor)
  }

  async function openTab(): Promise<Tab> {
    const tab: Tab = { actor: { name: `${name}'s tab`, alive: true }, replica: undefined }
    tabs.push(tab)
    await world.act(tab.actor, () => {
      void openReplica({
        baseUrl: ORIGIN,
        name,
        platform: platformOf(tab.actor),
        log: seams.log(openMemoryLog(disk)),
        iterations: 1,
        openDownStore: async (store) =>
          seams.downStore(openMemoryDownStore(downDisk, store, (ms, run) => clock.after(ms, run, tab.actor))),
      }).then(
        (replica) => {
          tab.replica = replica
        },
        (error: unknown) => world.violate('DV-12', `${name} does not open: ${String(error)}`),
      )
    })
    return tab
  }

  const front = () => tabs.find(({ replica }) => replica?.storage.get().otherTab === false) ?? tabs[0]

  const handheld: Handheld = {
    name,
    disk,
    skew: 0,
    missigns: 0,
    protocol: undefined,
    openTab,
    kill,
    front,
    device: () => device,
    tabs: () => tabs,
    armed: () => deadline !== undefined,
    dieAt: (next) => {
      deadline = next
    },
    snapshot: () => disk.stored(),
    wipe: () => {
      downDisk.clear()
      disk.replace({ events: new Map(), outbox: new Map(), meta: new Map() })
    },
    enrol: async (id, workers) => {
      device = id
      const meta = new Map(disk.stored().meta)
      const enrolledAt = clock.now()
      const key = await importSigningKey(threadSubtle, keyOf(id))
      meta.set('device', { device: id, name, enrolledAt, token: tokenOf(id), key })
      const first = people.find(({ id: person }) => person === workers[0])
      meta.set('session', { worker: workers[0], name: first?.name, since: enrolledAt, online: true })
      for (const worker of workers) {
        const known = { worker, username: worker.slice(2), name: worker }
        const salt = new Uint8Array(16)
        meta.set(`verifier/${worker}`, await makeVerifier(threadSubtle, known, PIN, salt, enrolledAt, 1))
      }
      disk.replace({ ...disk.stored(), meta })
    },
    record: async (acts, toned) => {
      const tab = front()
      if (tab?.replica === undefined) return
      const { replica, actor } = tab
      await world.act(actor, () => {
        replica.record(acts).then(
          (recorded) => {
            if (actor.alive && recorded.ok) toned(recorded.events)
          },
          (error: unknown) => world.violate('DV-01', `recording threw: ${String(error)}`),
        )
      })
    },
    takeIn: async (from) => {
      const tab = front()
      const carried = from.front()?.replica?.giveOut()
      if (tab?.replica === undefined || carried === undefined || carried.events.length === 0) return 0
      const { replica, actor } = tab
      let taken = 0
      await world.act(actor, () => {
        replica.takeIn(carried).then(
          (outcome) => {
            if (outcome.ok) taken = outcome.fresh
          },
          (error: unknown) => world.violate('DV-16', `taking in threw: ${String(error)}`),
        )
      })
      await world.until(() => taken > 0 || !actor.alive, 200)
      return taken
    },
    connectAgain: async (code) => {
      const tab = front()
      if (tab?.replica === undefined) return
      const { replica, actor } = tab
      await world.act(actor, () => {
        replica
          .enrol({ code })
          .catch((error: unknown) => world.violate('SY-24', `connecting again threw: ${String(error)}`))
      })
    },
    signIn: async (worker) => {
      const tab = front()
      if (tab?.replica === undefined) return
      const { replica, actor } = tab
      await world.act(actor, () => {
        replica
          .signIn(worker, PIN)
          .catch((error: unknown) => world.violate('DV-10', `signing in threw: ${String(error)}`))
      })
    },
  }
  return handheld
}

/** The socket of an app that speaks another version. */
function spokenBy(socket: WebSocket, protocol: number): WebSocket {
  const send = socket.send.bind(socket)
  socket.send = (bytes) => {
    const frame = decodeFrame(bytes as Uint8Array)
    const message = frame?.channel === CONTROL_CHANNEL ? decodeClientMessage(frame.payload) : undefined
    send(message?.type === 'hello' ? encodeControl({ ...message, protocol }) : bytes)
  }
  return socket
}

function aborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}
