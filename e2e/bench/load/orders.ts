import type { Floor } from '../floor/warehouse.ts'
import { type Protocol, protocols } from './links.ts'
import { prepareStorm, runStorm, type Storm, type StormOutcome } from './storm-load.ts'

/** What a generator can be told, each with what it answers. */
export type Orders = {
  readonly prepareStorm: {
    readonly order: { readonly floor: Floor; readonly events: number }
    readonly answer: Pick<Storm, 'events' | 'bytes' | 'digest'>
  }
  readonly storm: {
    readonly order: StormOrder
    readonly answer: StormOutcome
  }
}
export type StormOrder = {
  readonly protocol: Protocol
  readonly url: string
  readonly arrivalMs: number
  readonly deflate: boolean
}

type Order = { [Name in keyof Orders]: { name: Name; order: Orders[Name]['order'] } }[keyof Orders]

let storm: Storm | undefined

/** Does what it is told. What was prepared stays for the runs that follow. */
export async function obey(each: Order): Promise<unknown> {
  switch (each.name) {
    case 'prepareStorm': {
      const { floor, events } = each.order
      storm = prepareStorm(floor, events)
      const { events: count, bytes, digest } = storm
      return { events: count, bytes, digest }
    }
    case 'storm': {
      if (storm === undefined) throw new Error('A storm is prepared before it is run.')
      const { protocol, url, arrivalMs, deflate } = each.order
      return runStorm(storm, { url, ...protocols[protocol] }, { arrivalMs, deflate })
    }
  }
}
