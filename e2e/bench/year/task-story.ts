import type { WorkEvent } from 'shared-schema/domain/picking/event.ts'
import { foldTask, type TaskState } from 'shared-schema/domain/picking/fold.ts'
import type { PlannedLine, TaskPlan } from 'shared-schema/domain/picking/task.ts'
import type { Chance } from '../work/chance.ts'
import { barcodeOf, identOf, locationOf, workerId } from './site.ts'

/*
 * How one task of the year went: two workers share its lines, scan unit by unit, take a scan back now and then, close a line short, and
 * finish. One task in a hundred is picked over, which a supervisor mostly accepts. Pure.
 */

/** What a story begins with. */
export type Assignment = {
  /** Number of the task in the year. */
  readonly n: number
  readonly team: number
  readonly createdAt: number
  readonly startAt: number
  readonly endAt: number
  readonly lines: number
  /** Events it should have, whatever happens. */
  readonly events: number
  readonly articles: number
}

/** An event of a story before its device numbers and signs it; `times` are filled in here. */
export type Told = { readonly event: WorkEvent; readonly client: number; readonly clock: number }
export type TaskStory = {
  readonly plan: TaskPlan
  readonly told: readonly Told[]
  readonly state: TaskState
  /** The first worker had no radio: what this one did arrived at the end. */
  readonly offline: boolean
}

/** Numbers the events of each device without a gap. */
export type DeviceCounters = { readonly next: (device: string) => number }

const SHORT_OF_100 = 3
const UNDO_OF_100 = 4
const OVER_OF_1000 = 10
const OFFLINE_OF_100 = 5

/** Tells the story of a task up to an instant. */
export function tellTask(
  { n, team, createdAt, startAt, endAt, lines, events, articles }: Assignment,
  until: number,
  counters: DeviceCounters,
  chance: Chance,
): TaskStory {
  const id = `t-${n.toString(36)}`
  const workers = [team * 2, team * 2 + 1]
  const clients: [number, number] = [chance.clientId(), chance.clientId()]
  const clocks: [number, number] = [0, 0]
  const picked: [number, number] = [0, 0]
  const told: Told[] = []
  const over = chance.below(1000) < OVER_OF_1000
  const step = (endAt - startAt) / (events + 1)
  let at = startAt

  const plan: TaskPlan = {
    ...{
      id,
      requisition: `r-${n.toString(36)}`,
      number: numberOf(n),
      shop: shopOf(n),
      warehouse: 'Veleprodajni Magacin',
    },
    ...{ priority: 'normal' as const, createdAt, formerWorkers: [], workers: workers.map(workerId) },
    lines: [] as PlannedLine[],
  }
  /** @returns the id of the event; undefined when it lies after the end of the year */
  function tell(who: 0 | 1, act: Readonly<Record<string, unknown>>): string | undefined {
    at += step
    if (at > until) return undefined
    const time = Math.floor(at)
    const [by, device] = [workerId(workers[who] ?? 0), `h-${String(workers[who] ?? 0).padStart(3, '0')}`]
    const own = {
      v: 1,
      id: uuid7(time, chance),
      ...act,
      task: id,
      by,
      device,
      seq: counters.next(device),
      at: time,
      tick: 0,
      mac: '',
    }
    told.push({ event: own as unknown as WorkEvent, client: clients[who], clock: clocks[who]++ })
    return own.id
  }

  tell(0, { type: 'task_started' })
  tell(1, { type: 'task_started' })
  const share = Math.floor((events - 4) / lines)
  const rest = events - 4 - share * lines
  for (let index = 0; index < lines; index++) {
    const line = `${id}-${index + 1}`
    const article = (n * 31 + index * 97) % articles
    const acts = share + (index < rest ? 1 : 0)
    const who = (index % 2) as 0 | 1
    const kind = acts < 3 ? 100 : chance.below(100)
    const short = kind < SHORT_OF_100
    const undone = !short && kind < SHORT_OF_100 + UNDO_OF_100
    const scans = short || undone ? acts - 1 : acts
    const tooMany = over && index === 0 && !short && !undone && scans > 1
    const requested = (short ? acts : undone ? acts - 2 : tooMany ? scans - 1 : scans) * 1000
    ;(plan.lines as PlannedLine[]).push({
      ...{
        line,
        pos: index + 1,
        ident: identOf(article),
        name: `Artikal ${identOf(article)} za godinu`,
        unit: 'KOM',
      },
      ...{ requested, location: locationOf(article), unknownArticle: false, barcodes: [] },
    })
    const pick = {
      type: 'picked',
      line,
      qty: 1000,
      way: 'trigger',
      code: barcodeOf(article),
      symbology: 'EAN13',
    }
    let first: string | undefined
    for (let scan = 0; scan < scans; scan++) {
      const made = tell(who, pick)
      first ??= made
      if (made !== undefined) picked[who] += 1000
    }
    if (undone && first !== undefined && tell(who, { type: 'unpicked', line, undoes: first }) !== undefined) {
      picked[who] -= 1000
    }
    if (short) tell(who, { type: 'line_closed', line, reason: 'out_of_stock', seen: scans * 1000 })
  }
  tell(0, { type: 'task_completed', scope: 'worker', seen: picked[0] })
  tell(1, { type: 'task_completed', scope: 'worker', seen: picked[1] })
  const offline = chance.below(100) < OFFLINE_OF_100
  return {
    plan,
    told,
    offline,
    state: foldTask(
      plan,
      told.map(({ event }) => event),
    ),
  }
}

/** A supervisor accepts what is open, in the name of the account of the demo. */
export function accept(
  { plan, told, state, offline }: TaskStory,
  at: number,
  counters: DeviceCounters,
  chance: Chance,
): TaskStory {
  const client = chance.clientId()
  const more = state.exceptions.map((exception, clock): Told => {
    const device = 'api-p-sef'
    const event = {
      ...{
        v: 1,
        id: uuid7(at, chance),
        type: 'accepted',
        exception: exception.id,
        seen: exception.fact,
        text: 'Potvrđeno',
      },
      ...{ task: plan.id, by: 'p-sef', device, seq: counters.next(device), at, tick: clock, mac: '' },
    }
    return { event: event as unknown as WorkEvent, client, clock }
  })
  const all = [...told, ...more]
  return {
    plan,
    offline,
    told: all,
    state: foldTask(
      plan,
      all.map(({ event }) => event),
    ),
  }
}

export function numberOf(n: number): string {
  return `26-${String(20 + Math.floor(n / 900_000)).padStart(2, '0')}CT-${String(n % 1_000_000).padStart(6, '0')}`
}

export function shopOf(n: number): string {
  return `Prodavnica ${1 + (n % 12)}`
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** UUIDv7 (RFC 9562) of an instant. */
function uuid7(at: number, chance: Chance): string {
  const time = at.toString(16).padStart(12, '0')
  const [a, b, c] = [chance.clientId(), chance.clientId(), chance.clientId()]
  const hex = (value: number, byte: number) => HEX[(value >>> (byte * 8)) & 0xff] ?? ''
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(a, 0)}${hex(a, 1).slice(1)}-8${hex(a, 2)}${hex(a, 3).slice(1)}-${hex(b, 0)}${hex(b, 1)}${hex(b, 2)}${hex(b, 3)}${hex(c, 0)}${hex(c, 1)}`
}
