import type { Chance } from '../simulation/world/chance.ts'
import { freshId, OTHER_TASK, signed } from './warehouse.ts'

type Loose = Record<string, unknown>

/** Lies about an event. Afterwards it is signed anew or not, with the right key or another one. */
const lies: readonly ((event: Loose, chance: Chance) => Loose)[] = [
  (event, chance) => ({ ...event, by: chance.pick(['p-luka', 'p-sef', 'p-nobody', '', 'p-ana ']) }),
  (event, chance) => ({
    ...event,
    device: chance.pick(['d-luka', 'd-ana', 'd-old', 'd-lost', 'd-tv', 'd-nobody', 'api-p-sef', '']),
  }),
  (event, chance) => ({ ...event, qty: chance.pick([0, -1000, 9_000_000, 2 ** 31, 2 ** 53 - 1, 1.5, '1']) }),
  (event, chance) => ({ ...event, task: chance.pick([OTHER_TASK, 't-1 ', '', 't-10']) }),
  (event, chance) => ({ ...event, id: chance.pick([freshId(chance), 'not-an-id', '', event.id]) }),
  (event, chance) => ({ ...event, mac: chance.pick(['A'.repeat(43), 'A'.repeat(44), '', '=', 5]) }),
  (event, chance) => ({ ...event, v: chance.pick([0, 2, -1, 1.5, 2 ** 31, '1']) }),
  (event, chance) => ({
    ...event,
    type: chance.pick(['corrected', 'accepted', 'task_completed', 'toString', '__proto__', 'x', '']),
  }),
  (event) => ({ ...decision(event), type: 'corrected', line: 't-1-1', qty: -1000, text: 'meni' }),
  (event) => ({ ...decision(event), type: 'task_completed', scope: 'task', seen: 0 }),
  (event, chance) => ({ ...event, at: chance.pick([0, -1, 8.64e15, 2 ** 53 - 1, 1]) }),
  (event, chance) => ({ ...event, seq: chance.pick([0, 1, -1, 2 ** 53 - 1]) }),
  (event, chance) => ({ ...event, [chance.pick(['price', 'offset', 'note', 'qty', 'constructor'])]: 5 }),
  (event, chance) => {
    const {
      [chance.pick(['v', 'id', 'type', 'task', 'by', 'device', 'seq', 'at', 'tick', 'mac', 'line'])]: _,
      ...rest
    } = event
    return rest
  },
]

/** The envelope alone: what the event's own type brought would not be allowed in a decision. */
function decision({ id, task, by, device, seq, at, tick }: Loose): Loose {
  return { v: 1, id, task, by, device, seq, at, tick }
}

/** @returns the event with a lie in it, and a code that does or does not fit */
export function forge(event: Loose, chance: Chance): Loose {
  const forged = chance.pick(lies)(event, chance)
  // What has no text has no code either.
  const mute = Object.values(forged).some((value) => typeof value === 'bigint')
  if (mute || chance.odds(0.35)) return forged
  const signer = chance.odds(0.8) ? String(forged.device) : chance.pick(['d-ana', 'd-luka', 'd-nobody'])
  return signed(forged, signer) as unknown as Loose
}
