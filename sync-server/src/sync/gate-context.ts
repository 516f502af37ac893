import type { Role } from 'shared-schema/domain/people.ts'

/** An event in the log, as far as the gate needs to recognize it. */
export type KnownEvent = { readonly hash: string; readonly held: boolean }

/** A device as the gate needs to know it. */
export type KnownDevice = {
  /** Key of its authentication codes, base64url; null when it makes no events. */
  readonly key: string | null
  readonly revoked: boolean
  /**
   * Enrolled after the backup that this database was restored from, and not connected again yet: only its derived key is
   * known, neither a credential nor who signed in on it.
   */
  readonly lost: boolean
}

/** What the server knows about the devices, people, client ids and events that a frame names. */
export type GateContext = {
  /** By client id within the task: the device it belongs to, and the clock it continues at. */
  readonly clients: ReadonlyMap<number, { readonly device: string; readonly next: number }>
  /** By `placeKey`: the events at those places of the frame that are taken already. */
  readonly places: ReadonlyMap<string, KnownEvent>
  /** By event id, over all tasks. */
  readonly events: ReadonlyMap<string, KnownEvent>
  /** By device id, also for ids that no device here has: those are `lost`. */
  readonly devices: ReadonlyMap<string, KnownDevice>
  /** By person id. */
  readonly roles: ReadonlyMap<string, Role>
  /** By `loginKey`: who has ever logged in where. */
  readonly logins: ReadonlySet<string>
}

/** Key of a place within a task's document. */
export function placeKey(client: number, clock: number): string {
  return `${client}/${clock}`
}

/** Key of a person's login on a device. */
export function loginKey(device: string, person: string): string {
  return `${device}\n${person}`
}
