import type { Floor, FloorDevice, FloorTask } from '../floor/warehouse.ts'
import { makeContent } from '../work/content.ts'
import { type LiveShift, prepareLiveShift } from '../work/live-shift.ts'
import { type Attack, startAttack } from './attack-load.ts'
import { type Auditees, type Claims, startAuditees } from './audit-load.ts'
import { type Protocol, protocols } from './links.ts'
import { type ConnectedShift, connectShift, type SteadyOutcome } from './steady-load.ts'
import { prepareStorm, runStorm, type Storm, type StormOutcome } from './storm-load.ts'
import { type Screen, type Sighting, type Watch, watchBare, watchStreams } from './watch-load.ts'

type Server = { readonly protocol: Protocol; readonly url: string; readonly deflate: boolean }
type Prepared = { readonly events: number; readonly bytes: number; readonly digest: string }
type Empty = Readonly<Record<string, never>>

/** What a generator can be told, each with what it answers. */
export type Orders = {
  readonly prepareStorm: {
    readonly order: { readonly floor: Floor; readonly events: number }
    readonly answer: Prepared
  }
  readonly storm: { readonly order: Server & { readonly arrivalMs: number }; readonly answer: StormOutcome }
  readonly prepareShift: {
    readonly order: { readonly floor: Floor; readonly rate: number; readonly seconds: number }
    readonly answer: Prepared
  }
  /** Connects the devices of the shift and has them work the first seconds, which are not measured. */
  readonly beginShift: {
    readonly order: Server & { readonly warmUp: number }
    readonly answer: { readonly wrong: readonly string[] }
  }
  readonly workShift: { readonly order: Empty; readonly answer: SteadyOutcome }
  readonly endShift: { readonly order: Empty; readonly answer: Empty }
  readonly attack: {
    readonly order: { readonly url: string; readonly device: FloorDevice; readonly task: FloorTask }
    readonly answer: Empty
  }
  readonly endAttack: {
    readonly order: Empty
    readonly answer: { readonly frames: number; readonly connections: number }
  }
  readonly beginAudit: { readonly order: Server; readonly answer: Empty }
  readonly claims: { readonly order: Empty; readonly answer: Claims }
  /** Lets every device come back and deliver. */
  readonly endAudit: { readonly order: Empty; readonly answer: Claims }
  readonly watch: {
    readonly order: { readonly url: string; readonly screens: readonly Screen[]; readonly bare: boolean }
    readonly answer: Empty
  }
  /** What was seen since the last time, by screen. */
  readonly seen: { readonly order: Empty; readonly answer: readonly (readonly Sighting[])[] }
  readonly endWatch: { readonly order: Empty; readonly answer: Empty }
}

export type Order = { [Name in keyof Orders]: { name: Name; order: Orders[Name]['order'] } }[keyof Orders]

let storm: Storm | undefined
let shift: LiveShift | undefined
let connected: { readonly shift: ConnectedShift; readonly from: number } | undefined
let attack: Attack | undefined
let auditees: Auditees | undefined
let watch: Watch | undefined

/** Does what it is told. What was prepared stays for the runs that follow. */
export async function obey(each: Order): Promise<unknown> {
  switch (each.name) {
    case 'prepareStorm': {
      const { floor, events } = each.order
      storm = prepareStorm(floor, events)
      return { events: storm.events, bytes: storm.bytes, digest: storm.digest }
    }
    case 'storm': {
      const { protocol, url, arrivalMs, deflate } = each.order
      return runStorm(prepared(storm), { url, ...protocols[protocol] }, { arrivalMs, deflate })
    }
    case 'prepareShift': {
      const { floor, rate, seconds } = each.order
      shift = prepareLiveShift(floor, rate, seconds)
      return contentOf(shift)
    }
    case 'beginShift': {
      const { protocol, url, deflate, warmUp } = each.order
      const { picks } = prepared(shift)
      const from = picks.findIndex((pick) => pick.at >= warmUp * 1000)
      const line = await connectShift(prepared(shift), { url, ...protocols[protocol] }, deflate)
      connected = { shift: line, from: Math.max(0, from) }
      const { wrong } = await line.work(0, connected.from)
      return { wrong }
    }
    case 'workShift': {
      const { shift: line, from } = prepared(connected)
      return line.work(from, prepared(shift).picks.length)
    }
    case 'endShift':
      connected?.shift.close()
      connected = undefined
      return {}
    case 'attack':
      attack = startAttack(each.order.url, each.order.device, each.order.task)
      return {}
    case 'endAttack':
      return attack?.stop() ?? { frames: 0, connections: 0 }
    case 'beginAudit': {
      const { protocol, url } = each.order
      auditees = startAuditees(prepared(shift), { url, ...protocols[protocol] }, protocol === 'ours')
      return {}
    }
    case 'claims':
      return prepared(auditees).claims()
    case 'endAudit': {
      const all = prepared(auditees)
      await all.finish()
      all.close()
      return all.claims()
    }
    case 'watch': {
      const { url, screens, bare } = each.order
      const paths = screens.map((screen) => screen.path)
      watch = bare ? await watchBare(url, paths) : await watchStreams(url, screens)
      return {}
    }
    case 'seen':
      return prepared(watch).take()
    case 'endWatch':
      watch?.stop()
      return {}
  }
}

function prepared<T>(what: T | undefined): T {
  if (what === undefined) throw new Error('This order needs another one before it.')
  return what
}

function contentOf({ picks, work }: LiveShift): Prepared {
  const content = makeContent()
  let bytes = 0
  for (const { device, update } of picks) {
    content.add(work[device]?.task.id ?? '', update)
    bytes += update.length
  }
  return { events: content.structs(), bytes, digest: content.digest() }
}
