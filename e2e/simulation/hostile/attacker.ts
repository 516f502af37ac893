import { decodeServerMessage, encodeControl } from 'shared-schema/protocol/control.ts'
import { CONTROL_CHANNEL, decodeFrame, encodeFrame } from 'shared-schema/protocol/frame.ts'
import { PROTOCOL_VERSION } from 'shared-schema/protocol/version.ts'
import { writeSyncMessage } from '../../../sync-server/src/sync/stream-message.ts'
import type { Ledger } from '../check/ledger.ts'
import type { ServerHost } from '../server/server.ts'
import { HOSTILE, tokenOf } from '../server/warehouse-image.ts'
import type { Actor } from '../world/clock.ts'
import type { Network } from '../world/network.ts'
import type { World } from '../world/world.ts'
import { attacks, TARGET } from './attacks.ts'

/** Attacks that need no document: what is said on the line itself is wrong. */
const rudeness: readonly ((socket: WebSocket) => void)[] = [
  // Never says hello; the server ends it.
  () => {},
  (socket) => socket.send(Uint8Array.of()),
  (socket) => socket.send(encodeControl({ type: 'open', channel: 1, document: `task/${TARGET}` })),
  (socket) => socket.send(encodeControl({ type: 'hello', protocol: 99, app: 'x', token: tokenOf(HOSTILE) })),
  (socket) =>
    socket.send(encodeControl({ type: 'hello', protocol: PROTOCOL_VERSION, app: 'x', token: 'stolen' })),
]

/** Somebody with an enrolled handheld, a task of their own with others, and bad intentions. */
export type Attacker = { readonly strike: (which: number) => Promise<void> }

export function makeAttacker(world: World, network: Network, host: ServerHost, ledger: Ledger): Attacker {
  const { disk } = host
  const { clock, chance, faults } = world
  const actor: Actor = { name: 'attacker', alive: true }
  const names = Object.keys(attacks)

  function shoot(name: string): void {
    const know = {
      disk,
      chance,
      now: clock.now(),
      unknown: host.age,
      own: (event: Parameters<Ledger['minted']>[0][number]) => ledger.minted([event]),
    }
    const bytes = attacks[name]?.(know)
    if (bytes === undefined) return
    const socket = network.connect(HOSTILE)
    const say = (payload: Uint8Array<ArrayBuffer>) => socket.send(payload)
    socket.onopen = () =>
      say(encodeControl({ type: 'hello', protocol: PROTOCOL_VERSION, app: 'x', token: tokenOf(HOSTILE) }))
    socket.onmessage = ({ data }: { data: ArrayBuffer }) => {
      const frame = decodeFrame(new Uint8Array(data))
      if (frame?.channel !== CONTROL_CHANNEL) return
      const message = decodeServerMessage(frame.payload)
      if (message?.type === 'welcome')
        say(encodeControl({ type: 'open', channel: 1, document: `task/${TARGET}` }))
      if (message?.type !== 'opened') return
      if (name !== 'own_pick') faults.met('hostile_frame')
      say(encodeFrame(1, writeSyncMessage(chance.odds(0.5) ? 'update' : 'step2', bytes)))
      clock.after(3_000, () => socket.close())
    }
  }

  return {
    strike: (which) =>
      world.act(actor, () => {
        const kind = which % (names.length + rudeness.length)
        const name = names[kind]
        if (name !== undefined) return shoot(name)
        const socket = network.connect(HOSTILE)
        socket.onopen = () => {
          faults.met('hostile_frame')
          rudeness[kind - names.length]?.(socket)
        }
        clock.after(8_000, () => socket.close())
      }),
  }
}
