import * as encoding from 'lib0/encoding'
import { MAX_UPDATE_BYTES, MAX_UPDATE_STRUCTS } from 'shared-schema/documents/document-name.ts'
import { encodeRuns, encodeStruct, encodeWorkUpdate } from 'shared-schema/documents/work-document-encode.ts'
import type { Chance } from '../simulation/world/chance.ts'
import { type AnEvent, type FuzzWarehouse, freshId, honestEvent, signed, TASK, workers } from './warehouse.ts'

/** As many events as a frame takes. */
function fill(make: (at: number) => AnEvent, most = MAX_UPDATE_STRUCTS): AnEvent[] {
  const events: AnEvent[] = []
  for (let bytes = 16; events.length < most; ) {
    const event = make(events.length)
    bytes += encodeStruct(event).length
    if (bytes > MAX_UPDATE_BYTES) break
    events.push(event)
  }
  return events
}

const runOf = (events: readonly AnEvent[], client = 777_777) => encodeWorkUpdate(client, 0, events)

/** Fills the rest of a frame with one byte, or the bytes of one text over and over. */
function padded(start: readonly number[], filling: readonly number[]): Uint8Array {
  const bytes = Uint8Array.from({ length: MAX_UPDATE_BYTES }, (_, at) => filling[at % filling.length] ?? 0)
  bytes.set(start)
  return bytes
}

function structStart(runs: number, count: number, key: string): number[] {
  const encoder = encoding.createEncoder()
  for (const number of [runs, count, 7, 0]) encoding.writeVarUint(encoder, number)
  encoding.writeUint8Array(encoder, Uint8Array.of(0x28, 1))
  encoding.writeVarString(encoder, 'events')
  encoding.writeVarString(encoder, key)
  encoding.writeVarUint(encoder, 1)
  return [...encoding.toUint8Array(encoder)]
}

/** Frames of 64 KiB, each as expensive in one respect as its author could make it. */
export function makeBombs(chance: Chance, house: FuzzWarehouse): Readonly<Record<string, Uint8Array>> {
  const [ana, luka] = workers
  /** The smallest event there is: of a type that nobody knows. */
  const tiny = (change: object = {}) =>
    signed({
      ...{
        v: 2,
        id: freshId(chance),
        type: 'x',
        task: TASK,
        by: 'p-ana',
        device: 'd-ana',
        seq: 1,
        at: 1,
        tick: 0,
      },
      ...change,
    })
  const text = (unit: string) => {
    const room = MAX_UPDATE_BYTES - runOf([tiny({ text: '' })]).length - 8
    return tiny({ text: unit.repeat(Math.floor(room / Buffer.byteLength(unit))) })
  }
  const minimal = Array.from({ length: MAX_UPDATE_STRUCTS }, () => encodeStruct({ id: '' }))
  const lost = (at: number) => tiny({ device: `d-${at}` })
  const one = tiny()

  return {
    honest_events: runOf(fill(() => honestEvent(chance, ana))),
    tiny_events: runOf(fill(() => tiny())),
    wrong_codes: runOf(fill(() => ({ ...tiny(), mac: 'A'.repeat(43) }) as AnEvent)),
    forged_authors: runOf(fill(() => ({ ...tiny(), by: 'p-luka' }) as AnEvent)),
    another_device_each: runOf(fill(lost)),
    one_run_each: encodeRuns(
      fill(() => tiny(), 320).map((event, at) => ({
        client: 4_000_000 + at,
        clock: 0,
        structs: [encodeStruct(event)],
      })),
    ),
    one_event_over_and_over: runOf(fill(() => one)),
    known_over_and_over: runOf(fill((at) => [...house.log.values()][at % house.log.size] ?? one)),
    foreign_client_id: runOf(
      fill(() => honestEvent(chance, luka)),
      700,
    ),
    foreign_task: runOf(fill(() => tiny({ task: 't-2' }))),
    missing_fields: runOf(fill(() => ({ id: freshId(chance) }))),
    minimal_structs: encodeRuns([{ client: 7, clock: 0, structs: minimal }]),
    minimal_structs_to_the_end: padded([1, 0xff, 0x27, 7, 0], [...encodeStruct({ id: '' })]),
    minimal_runs_to_the_end: padded([0xff, 0xff, 3], [1, 7, 0, ...encodeStruct({ id: '' })]),
    long_text: runOf([text('x')]),
    text_of_two_bytes: runOf([text('ž')]),
    text_of_four_bytes: runOf([text('😀')]),
    text_that_grows_when_written: runOf([text('\u0001')]),
    quotes: runOf([text('"')]),
    broken_utf8: padded([...structStart(1, 1, 'x'), 118, 1, 1, 97, 119, 0xf0, 0xff, 3], [0xc3]),
    long_key: padded([...structStart(1, 1, '').slice(0, -2), 0xf0, 0xff, 3], [97]),
    long_field_name: padded([...structStart(1, 1, 'x'), 118, 1, 0xf0, 0xff, 3], [97]),
    many_fields: runOf(
      fill((at) => tiny(Object.fromEntries(Array.from({ length: 20 }, (_, f) => [`a${f}`, at])))),
    ),
    nested_lists: padded([...structStart(1, 1, 'x'), 118, 1, 1, 97], [117, 1]),
    nested_objects: padded([...structStart(1, 1, 'x')], [118, 1, 1, 97]),
    number_without_end: padded([], [0xff]),
    zeros: padded([], [0]),
    deletions: padded([0, 0xff, 0x3f], [1, 1, 0]),
  }
}
