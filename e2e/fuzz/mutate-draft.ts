import type { Chance } from '../simulation/world/chance.ts'
import type { Draft, DraftRun, DraftStruct } from './draft.ts'
import { draftStruct } from './draft.ts'
import { freshClient } from './honest-frames.ts'
import { forge } from './mutate-event.ts'
import { type FuzzWarehouse, newEvents, workers } from './warehouse.ts'

type Spot = {
  readonly draft: Draft
  readonly run: DraftRun
  readonly struct: DraftStruct
  readonly chance: Chance
  readonly house: FuzzWarehouse
}

const large = [2 ** 31, 2 ** 32, 2 ** 40, 2 ** 53 - 1, 2 ** 53, 2 ** 60, 30_000_000, 65_536]

/** What no record may hold; made anew each time, since some of it is changed later. */
const strange: readonly (() => unknown)[] = [
  () => 5n,
  () => 2n ** 63n - 1n,
  () => Number.NaN,
  () => Number.POSITIVE_INFINITY,
  () => -0,
  () => 0.5,
  () => 2 ** 53,
  () => 2 ** 60,
  () => null,
  () => undefined,
  () => [1, [2]],
  () => ({ a: { b: 1 } }),
  () => Uint8Array.of(1, 2, 3),
  () => [...Array(20).keys()].reduce<unknown>((inner) => [inner], 1),
  () => '',
  () => '\u0000',
  () => 'x'.repeat(2_000),
  () => 2 ** 40,
  () => -(2 ** 31),
  () => 2 ** 31 - 1,
  () => true,
]
const names = [
  '__proto__',
  'constructor',
  'toString',
  '',
  '1',
  'Mac',
  'qty',
  'price',
  'a'.repeat(41),
  'ž',
  'mac',
]

function record({ struct }: Spot): Record<string, unknown> {
  const [first] = struct.values
  return typeof first === 'object' && first !== null ? { ...(first as Record<string, unknown>) } : {}
}

/** Sets also what an assignment would not: `__proto__` becomes a field of its own. */
function withField(of: Record<string, unknown>, name: string, value: unknown): Record<string, unknown> {
  return Object.defineProperty(of, name, { value, enumerable: true, configurable: true, writable: true })
}

/** Each changes one thing about an update, as somebody would who knows its grammar and what the gate looks for. */
export const draftMutations: Readonly<Record<string, (spot: Spot) => void>> = {
  higher_client_id: ({ run, chance }) => {
    run.client = 2 ** 32 - 1 - chance.below(3)
  },
  lower_client_id: ({ run, chance }) => {
    run.client = chance.below(3)
  },
  absurd_client_id: ({ run, chance }) => {
    run.client = chance.pick(large)
  },
  spoofed_client_id: ({ run, chance, house }) => {
    const victim = chance.pick(house.known)
    run.client = victim.client
    run.clock = chance.odds(0.7) ? victim.events.length : 0
  },
  overwritten_key: ({ struct, chance, house }) => {
    const victim = chance.pick([...house.log.values()])
    struct.key = victim.id
    if (chance.odds(0.7)) struct.values = [forge({ ...record({ struct } as Spot), id: victim.id }, chance)]
  },
  changed_prefix: ({ run, chance, house }) => {
    const victim = chance.pick(house.known)
    run.client = victim.client
    run.clock = chance.below(victim.events.length)
  },
  replayed_event: ({ run, struct, chance, house }) => {
    const victim = chance.pick([...house.log.values(), house.elsewhere])
    Object.assign(struct, draftStruct(victim))
    if (chance.odds(0.5)) run.client = freshClient(chance)
  },
  other_clock: ({ run, chance }) => {
    run.clock = chance.odds(0.7) ? Math.max(0, run.clock + chance.between(-2, 3)) : chance.pick(large)
  },
  forged_event: ({ struct, chance }) => {
    const event = forge(record({ struct } as Spot), chance)
    struct.values = [event]
    if (chance.odds(0.8) && typeof event.id === 'string') struct.key = event.id
  },
  garbage_collected: ({ run, chance }) => {
    const junk = { info: chance.odds(0.5) ? 0 : 10, parent: 'events', key: '', values: [] }
    const number = chance.odds(0.5) ? chance.between(0, 5) : chance.pick(large)
    run.structs.splice(chance.below(run.structs.length + 1), 0, { ...junk, number })
  },
  other_content: ({ struct, chance }) => {
    struct.info = (struct.info & 0xe0) | chance.below(16)
    struct.number = chance.odds(0.9) ? chance.below(8) : chance.pick(large)
  },
  other_info: ({ struct, chance }) => {
    struct.info ^= 1 << chance.below(8)
  },
  origin: ({ struct, chance, house }) => {
    const { client, events } = chance.pick(house.known)
    struct.info |= chance.pick([0x80, 0x40, 0xc0])
    struct.left = [client, chance.below(events.length)]
    struct.right = [client, chance.below(events.length)]
  },
  other_parent: ({ struct, chance, house }) => {
    struct.parent = chance.pick<DraftStruct['parent']>([
      ...['picks', '', 'event', 'Events', '__proto__', 'events\u0000', 'x'.repeat(300)],
      [chance.pick(house.known).client, 0],
    ])
  },
  delete_set: ({ draft, chance, house }) => {
    const { client, events } = chance.pick(house.known)
    const clock = chance.below(events.length + 1)
    draft.deletes.push({ client, clock, length: chance.odds(0.8) ? chance.below(4) : chance.pick(large) })
  },
  structs_in_another_order: ({ run, chance }) => {
    const at = chance.below(run.structs.length)
    run.structs.push(...run.structs.splice(at, 1))
  },
  struct_twice: ({ run, struct, chance }) => {
    run.structs.splice(chance.below(run.structs.length + 1), 0, { ...struct, values: [...struct.values] })
  },
  run_twice: ({ draft, run, chance }) => {
    const client = chance.odds(0.5) ? run.client : freshClient(chance)
    draft.runs.push({ ...run, client, structs: [...run.structs] })
  },
  run_in_two: ({ draft, run }) => {
    const half = Math.floor(run.structs.length / 2)
    const rest = run.structs.splice(half)
    draft.runs.push({ client: run.client, clock: run.clock + half, structs: rest })
  },
  runs_in_another_order: ({ draft }) => {
    draft.runs.reverse()
  },
  no_structs: ({ run }) => {
    run.structs = []
  },
  wrong_count: ({ draft, run, chance }) => {
    const wrong = (right: number) =>
      chance.odds(0.6) ? Math.max(0, right + chance.pick([-1, 1])) : chance.pick(large)
    if (chance.odds(0.5)) run.claims = wrong(run.structs.length)
    else draft.claims = wrong(draft.runs.length)
  },
  inflated_number: ({ draft, chance }) => {
    draft.inflate = { at: chance.below(12), to: chance.odds(0.5) ? 'overlong' : chance.pick(large) }
  },
  strange_value: (spot) => {
    const { struct, chance } = spot
    const name = chance.odds(0.5)
      ? chance.pick(['qty', 'at', 'seq', 'text', 'id', 'mac', 'v'])
      : chance.pick(names)
    struct.values = [withField(record(spot), name, chance.pick(strange)())]
  },
  no_record: ({ struct, chance }) => {
    struct.values = [chance.pick(strange)()]
  },
  number_of_values: ({ struct, chance }) => {
    struct.values = chance.odds(0.5) ? [] : [...struct.values, ...struct.values]
  },
  many_fields: (spot) => {
    const fields = Object.fromEntries(Array.from({ length: 33 }, (_, at) => [`f${at}`, at]))
    spot.struct.values = [{ ...record(spot), ...fields }]
  },
  bytes_after_the_end: ({ draft, chance }) => {
    for (let left = chance.between(1, 4); left > 0; left--) draft.tail.push(chance.below(256))
  },
  another_event: ({ run, chance, house }) => {
    run.structs.push(...newEvents(chance, house, chance.pick(workers), 1).map(draftStruct))
  },
}
const draftMutationNames = Object.keys(draftMutations)

/** Applies one mutation at a random place. @returns its name */
export function mutateDraft(draft: Draft, chance: Chance, house: FuzzWarehouse): string {
  const name = chance.pick(draftMutationNames)
  const run = chance.pick(draft.runs)
  const struct = run.structs.length > 0 ? chance.pick(run.structs) : draftStruct(house.elsewhere)
  draftMutations[name]?.({ draft, run, struct, chance, house })
  return name
}
