import type { checkFiles } from '../check/rules.ts'
import { bugsOnTheDevice } from './on-the-device.ts'
import { bugsOnTheDisk } from './on-the-disk.ts'
import { bugsOnTheServer } from './on-the-server.ts'
import type { Seams } from './seams.ts'

/** A mistake somebody could make, as a change of the parts where they meet. */
export type Planted = {
  readonly says: string
  readonly seams: () => Seams
  /** The check that has to catch it, where several may. */
  readonly rule?: keyof typeof checkFiles
}

/** Mistakes that the simulation has to find; a promise nobody watches over would let one of them through. */
export const planted: Readonly<Record<string, Planted>> = {
  ...bugsOnTheDevice,
  ...bugsOnTheServer,
  ...bugsOnTheDisk,
}
