import type { WebSocket as ServerSocket } from 'ws'
import type { Actor } from './clock.ts'
import { ClientSocket, FarSocket, type Line, type Wires } from './socket-ends.ts'
import type { World } from './world.ts'

/** How a connection ends. */
export type Cut =
  /** Both sides hear of it; what was under way is lost. */
  | 'drop'
  /** As `drop`, in the middle of a frame that was under way. */
  | 'mid_frame'
  /** The device hears of it and comes back; what it sent before still arrives, after what it sends next. */
  | 'late'
  /** Nobody hears of it; what the device sends vanishes. */
  | 'one_way_up'
  | 'one_way_down'
  /** Nobody hears of it, nothing arrives any more. */
  | 'half_open'

/** What hears the sockets that reach the server. */
export type Listening = {
  readonly actor: Actor
  readonly accept: (socket: ServerSocket) => void
}

/** Where a frame passes; invariants look on here. */
export type Wiretap = {
  readonly toDevice: (device: string, frame: Uint8Array) => void
  readonly endedByServer: (device: string, code: number) => void
}

/** One device's way to the server. */
export type Radio = {
  on: boolean
  /** One way, ms. */
  latency: readonly [number, number]
  /** Share of stream frames that arrive twice. */
  duplicates: number
}

export type Network = {
  readonly radio: (device: string) => Radio
  readonly connect: (device: string) => WebSocket
  /** Ends or spoils the connections of a device; tells how many there were. */
  readonly cut: (device: string, how: Cut) => number
  /** A server is there; where several are, connections come to one or another of them. */
  readonly listen: (server: Listening) => void
  /** A server is gone: its sockets end for the devices, at once or only by their silence. */
  readonly serverGone: (server: Actor, silently: boolean) => void
  /**
   * A tab was killed: its sockets end, and what it handed over may or may not have left.
   * @param before it was killed before anything left
   */
  readonly tabGone: (tab: Actor, before: boolean) => void
  /** A request and its answer; rejects when either is lost. */
  readonly request: <T>(device: string, answer: (server: Actor) => Promise<T>) => Promise<T>
  readonly open: (device: string) => number
}

/** How long a reset takes to be noticed, ms. */
const NOTICED_AFTER_MS = 5

export function makeNetwork(world: World, tap: Wiretap): Network {
  const { clock, chance, faults } = world
  const radios = new Map<string, Radio>()
  let lines: Line[] = []
  let listening: Listening[] = []
  /** By device: where its last connection went. */
  const servedBy = new Map<string, Actor>()

  function radio(device: string): Radio {
    const known = radios.get(device)
    if (known !== undefined) return known
    const made: Radio = { on: true, latency: [2, 30], duplicates: 0 }
    radios.set(device, made)
    return made
  }
  /** What a balancer chooses; the only one without asking chance. */
  const balanced = () => (listening.length > 1 ? chance.pick(listening) : listening[0])
  const delay = (device: string) => chance.between(...radio(device).latency)

  /** Both ends are told, the near one at once. */
  function over(
    line: Line,
    { device, server }: { device: number | undefined; server: number | undefined },
  ): void {
    line.over = true
    lines = lines.filter((each) => each !== line)
    if (device !== undefined) clock.after(device, () => line.client.ended(1006, ''), line.tab)
    if (server !== undefined) clock.after(server, () => line.far.ended(), line.server)
  }

  function isStream(frame: Uint8Array): boolean {
    return frame[0] !== 0
  }

  const wires: Wires = {
    up: (line: Line, bytes: Uint8Array): void => {
      if (line.over || line.upVanishes) return
      const copies = isStream(bytes) && chance.odds(radio(line.device).duplicates) ? 2 : 1
      if (copies === 2) faults.met('duplicate')
      for (let copy = 0; copy < copies; copy++) {
        line.upAt = Math.max(line.upAt, clock.now() + delay(line.device))
        line.underWay += 1
        const arrive = () => {
          if (line.lateUntil > clock.now()) {
            clock.after(line.lateUntil - clock.now(), arrive, line.server)
            return
          }
          line.underWay -= 1
          if (!line.upVanishes && line.far.readyState === 1)
            line.far.emit('message', Buffer.from(bytes), true)
        }
        clock.after(line.upAt - clock.now(), arrive, line.server)
      }
    },
    down: (line: Line, bytes: Uint8Array): void => {
      tap.toDevice(line.device, bytes)
      if (line.over || line.downVanishes) return
      const copies = isStream(bytes) && chance.odds(radio(line.device).duplicates) ? 2 : 1
      if (copies === 2) faults.met('duplicate')
      for (let copy = 0; copy < copies; copy++) {
        line.downAt = Math.max(line.downAt, clock.now() + delay(line.device))
        line.underWay += 1
        clock.after(
          line.downAt - clock.now(),
          () => {
            line.underWay -= 1
            if (line.over || line.downVanishes || line.client.readyState !== 1) return
            const { buffer, byteOffset, byteLength } = bytes
            line.client.onmessage?.({
              data: buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer,
            })
          },
          line.tab,
        )
      }
    },
    pinged: (line: Line): void => {
      if (line.over || line.downVanishes || line.upVanishes) return
      clock.after(2 * delay(line.device), () => line.far.emit('pong'), line.server)
    },
    closedByDevice: (line: Line): void => {
      clock.after(0, () => line.client.ended(1000, ''), line.tab)
      if (line.over) return
      const told = !line.upVanishes
      // The goodbye travels behind what was sent before it.
      const after = Math.max(line.upAt - clock.now(), delay(line.device))
      over(line, { device: undefined, server: undefined })
      if (told) clock.after(after, () => line.far.ended(), line.server)
    },
    closedByServer: (line: Line, code: number, reason: string): void => {
      clock.after(0, () => line.far.ended(), line.server)
      if (line.over) return
      tap.endedByServer(line.device, code)
      const told = !line.downVanishes
      const after = Math.max(line.downAt - clock.now(), delay(line.device))
      lines = lines.filter((each) => each !== line)
      if (told) {
        clock.after(
          after,
          () => {
            line.over = true
            line.client.ended(code, reason)
          },
          line.tab,
        )
      }
    },
  }

  function connect(device: string): WebSocket {
    const client = new ClientSocket(wires)
    const tab = clock.actor()
    const server = balanced()
    if (!radio(device).on || server === undefined || !server.actor.alive) {
      clock.after(NOTICED_AFTER_MS, () => client.ended(1006, ''), tab)
      return client as unknown as WebSocket
    }
    const far = new FarSocket(wires)
    const [upVanishes, downVanishes, upAt, downAt] = [false, false, 0, 0]
    const line: Line = {
      ...{ device, tab, server: server.actor, client, far, upVanishes, downVanishes, upAt, downAt },
      ...{ underWay: 0, over: false, lateUntil: 0 },
    }
    far.line = line
    lines.push(line)
    clock.after(
      delay(device),
      () => {
        if (line.over) return
        const before = servedBy.get(device)
        if (before !== undefined && before !== server.actor && listening.length > 1)
          faults.met('device_moved_to_another_server')
        servedBy.set(device, server.actor)
        server.accept(far as unknown as ServerSocket)
        clock.after(
          delay(device),
          () => {
            if (line.over || client.readyState !== 0) return
            client.line = line
            client.readyState = 1
            client.onopen?.(new Event('open'))
          },
          tab,
        )
      },
      server.actor,
    )
    return client as unknown as WebSocket
  }

  function cutLine(line: Line, how: Cut): void {
    switch (how) {
      case 'drop':
      case 'mid_frame':
        if (line.underWay > 0) faults.met('drop')
        if (line.underWay > 0 && how === 'mid_frame') faults.met('cut_in_mid_frame')
        line.upVanishes = line.downVanishes = true
        over(line, { device: NOTICED_AFTER_MS, server: NOTICED_AFTER_MS })
        return
      case 'late': {
        if (line.underWay > 0) faults.met('reorder')
        const late = chance.between(200, 20_000)
        line.lateUntil = clock.now() + late
        over(line, { device: NOTICED_AFTER_MS, server: late + 1_000 })
        return
      }
      case 'one_way_up':
        faults.met('one_way_cut')
        line.upVanishes = true
        return
      case 'one_way_down':
        faults.met('one_way_cut')
        line.downVanishes = true
        return
      case 'half_open':
        faults.met('half_open')
        line.upVanishes = line.downVanishes = true
    }
  }

  return {
    radio,
    connect,
    cut: (device, how) => {
      const own = lines.filter((line) => line.device === device)
      for (const line of own) cutLine(line, how)
      return own.length
    },
    listen: (server) => {
      listening.push(server)
    },
    serverGone: (server, silently) => {
      listening = listening.filter(({ actor }) => actor !== server)
      for (const line of lines.filter((each) => each.server === server)) {
        line.upVanishes = line.downVanishes = true
        if (!silently) over(line, { device: chance.between(1, 50), server: undefined })
      }
    },
    tabGone: (tab, before) => {
      for (const line of [...lines].filter((each) => each.tab === tab)) {
        // What the process handed to its system may leave without it.
        if (before || chance.odds(0.5)) line.upVanishes = true
        const after = Math.max(line.upAt - clock.now(), 0) + NOTICED_AFTER_MS
        over(line, { device: undefined, server: after })
      }
    },
    request: <T>(device: string, answer: (server: Actor) => Promise<T>) => {
      const tab = clock.actor()
      return new Promise<T>((resolve, reject) => {
        const fail = () => clock.after(NOTICED_AFTER_MS, () => reject(new TypeError('fetch failed')), tab)
        const server = balanced()
        if (!radio(device).on || server === undefined || !server.actor.alive) {
          fail()
          return
        }
        clock.after(
          delay(device),
          () => {
            const back = (say: () => void) => {
              if (radio(device).on) clock.after(delay(device), say, tab)
              else fail()
            }
            answer(server.actor).then(
              (value) => back(() => resolve(value)),
              (error: unknown) => back(() => reject(error)),
            )
          },
          server.actor,
        )
      })
    },
    open: (device) => lines.filter((line) => line.device === device).length,
  }
}
