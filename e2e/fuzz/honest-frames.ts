import type { Chance } from '../simulation/world/chance.ts'
import { type Draft, type DraftRun, draftStruct } from './draft.ts'
import { type AnEvent, type FuzzWarehouse, freshId, newEvents, signed, TASK, workers } from './warehouse.ts'

/** A frame that an honest device sends, and what must become of it. */
export type HonestFrame = {
  readonly draft: Draft
  readonly kind: 'accept' | 'resync'
  readonly added: readonly string[]
  readonly known: readonly string[]
}

const run = (client: number, clock: number, events: readonly AnEvent[]): DraftRun => ({
  ...{ client, clock },
  structs: events.map(draftStruct),
})
const ids = (events: readonly AnEvent[]) => events.map(({ id }) => id)

/** A client id that nobody has yet, of any width. */
export function freshClient(chance: Chance): number {
  return 100_000 + chance.below(2 ** chance.between(18, 32) - 200_000)
}

/** Frames of all the kinds that devices send on a normal day. */
export function honestFrame(chance: Chance, house: FuzzWarehouse): HonestFrame {
  const { known, log } = house
  const frame = (kind: HonestFrame['kind'], runs: DraftRun[], added: AnEvent[], again: AnEvent[] = []) => {
    // Yjs puts higher client ids first.
    runs.sort((a, b) => b.client - a.client)
    return { draft: { runs, deletes: [], tail: [] }, kind, added: ids(added), known: ids(again) }
  }
  const some = (who: { device: string }, most = 4) => newEvents(chance, house, who, chance.between(1, most))
  const old = chance.pick(known)

  switch (chance.below(8)) {
    case 0: {
      const events = some(old)
      return frame('accept', [run(old.client, old.events.length, events)], events)
    }
    case 1: {
      // An acknowledgement was lost: the page sends again what the server has, and goes on.
      const from = chance.below(old.events.length)
      const again = old.events.slice(from)
      const events = some(old)
      return frame('accept', [run(old.client, from, [...again, ...events])], events, again)
    }
    case 2: {
      // One delivers what teammates made as well, each under a client id of its own.
      const [one, two] = [some(workers[0]), some(workers[1])]
      const runs = [run(freshClient(chance), 0, one), run(50_000 + chance.below(40_000), 0, two)]
      return frame('accept', runs, [...one, ...two])
    }
    case 3:
      return frame('accept', [run(old.client, 0, old.events)], [], [...old.events])
    case 4: {
      // A page that was loaded anew offers what is in the log under its old client id.
      const again = chance.pick([...log.values()])
      return frame('resync', [run(freshClient(chance), 0, [again])], [], [again])
    }
    case 5: {
      const who = { device: 'api-p-sef', by: 'p-sef' }
      const decision = signed({
        ...{ v: 1, id: freshId(chance), seq: 1, at: 1, tick: 0, ...who, task: TASK, type: 'corrected' },
        ...{ line: `${TASK}-1`, qty: -1000, text: 'prebrojano' },
      })
      return frame('accept', [run(freshClient(chance), 0, [decision])], [decision])
    }
    default: {
      const events = some(chance.pick(workers), 6)
      return frame('accept', [run(freshClient(chance), 0, events)], events)
    }
  }
}
