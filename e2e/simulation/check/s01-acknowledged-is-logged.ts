import type { ServerDisk } from '../server/server-disk.ts'

/** S1: what is acknowledged to a device, or shown to one, was committed before. */
export function acknowledgedTooEarly(disk: ServerDisk, id: string): string | undefined {
  return disk.committed.has(id) ? undefined : `${id} is acknowledged and not in the log`
}

/** @param handheld who is shown the event */
export function shownTooEarly(disk: ServerDisk, handheld: string, id: string): string | undefined {
  return disk.committed.has(id) ? undefined : `${id} is shown to ${handheld} before it is durable`
}

/** At quiet: after every crash the log has what was acknowledged, unless a restore took it back from everybody. */
export function acknowledgedAndLost(disk: ServerDisk, acknowledged: Iterable<string>): string | undefined {
  for (const id of acknowledged) if (!disk.committed.has(id)) return `${id} was acknowledged and is lost`
  return undefined
}
