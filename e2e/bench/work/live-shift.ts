import { encodeWorkUpdate } from 'shared-schema/documents/work-document-encode.ts'
import type { Floor, FloorTask } from '../floor/warehouse.ts'
import { makeChance } from './chance.ts'
import { type MadeEvent, makePen, pick } from './shift.ts'

/** One pick of a shift on the line: who makes it when, ready to be sent. */
export type LivePick = {
  readonly device: number
  /** ms after the shift began */
  readonly at: number
  readonly event: MadeEvent
  /** Yjs clock of it within its device's client id. */
  readonly clock: number
  readonly update: Uint8Array<ArrayBuffer>
}

export type LiveShift = {
  readonly floor: Floor
  /** In the order of time. */
  readonly picks: readonly LivePick[]
  /** The task each device works on, and the Yjs client id it does that under. */
  readonly work: readonly { readonly task: FloorTask; readonly client: number }[]
}

/** Picks at an even rate, each by the next device of a shuffled round: an open loop, which does not wait for anybody. */
export function prepareLiveShift(floor: Floor, rate: number, seconds: number): LiveShift {
  const from = Date.UTC(2026, 10, 20, 9, 30)
  const chance = makeChance(7)
  const round = floor.devices.map((_, index) => index)
  for (let index = round.length - 1; index > 0; index--) {
    const other = chance.below(index + 1)
    const [a, b] = [round[index] ?? 0, round[other] ?? 0]
    round[index] = b
    round[other] = a
  }
  const work = floor.devices.map((device) => {
    const task = floor.teams[device.team]?.[0]
    if (task === undefined) throw new Error('a team without a task')
    return { task, client: chance.clientId() }
  })
  const pens = floor.devices.map((device, index) => makePen(device, from + index, makeChance(index + 1)))
  const clocks = floor.devices.map(() => 0)
  const picks = Array.from({ length: Math.round(rate * seconds) }, (_, index): LivePick => {
    const device = round[index % round.length] ?? 0
    const own = work[device]
    const pen = pens[device]
    if (own === undefined || pen === undefined) throw new Error(`there is no device ${device}`)
    const clock = clocks[device] ?? 0
    clocks[device] = clock + 1
    const event = pen.write(pick(own.task, clock))
    const update = encodeWorkUpdate(own.client, clock, [event])
    return { device, at: (index / rate) * 1000, event, clock, update }
  })
  return { floor, picks, work }
}
