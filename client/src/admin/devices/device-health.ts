import { CLOCK_SKEW_LIMIT_MS } from 'shared-schema/domain/picking/event.ts'
import type { DeviceRow } from './device-list.ts'

/** While it is connected a device gets rid of what it has within seconds; this old, something holds it up, ms. */
const UNSENT_TOO_LONG_MS = 15 * 60_000
/** From here on a browser begins to refuse to store, percent. */
const STORAGE_NEARLY_FULL = 80
/** Hardly a shift is left in it, percent. */
const BATTERY_LOW = 20

/** What a supervisor should look at, the most urgent first. */
export const concerns = [
  'refused',
  'unsentFar',
  'unsentLong',
  'notLasting',
  'storageFull',
  'held',
  'clockWrong',
  'batteryLow',
  'otherVersion',
] as const
export type Concern = (typeof concerns)[number]

export type DeviceState = 'online' | 'offline' | 'inactive' | 'revoked'

export function deviceState(row: DeviceRow): DeviceState {
  if (row.revoked_at !== null) return 'revoked'
  if (row.online) return 'online'
  return row.inactive_at === null ? 'offline' : 'inactive'
}

/** Age of the oldest unsent event by the server's clock, ms: its time is the device's, which may be a day off. */
export function oldestAge({ oldest_unsent, clock_offset }: DeviceRow, now: number): number | undefined {
  return oldest_unsent === null ? undefined : Math.max(0, now - (oldest_unsent + (clock_offset ?? 0)))
}

/**
 * How many events the device holds that no server has, as far as anybody can know. Of one that is out of reach and last said "none",
 * nobody does: it may have picked since.
 */
export function knownUnsent(row: DeviceRow): number | undefined {
  if (row.unsent === null || (row.unsent === 0 && !row.online)) return undefined
  return row.unsent
}

/** @param version of the app that this server hands out */
export function concernsOf(row: DeviceRow, now: number, version: string): Concern[] {
  const { kind, unsent, persisted, storage_used, clock_offset, battery, held, refused, app } = row
  const found: Readonly<Record<Concern, boolean>> = {
    refused: refused > 0,
    unsentFar: !row.online && (unsent ?? 0) > 0,
    unsentLong: row.online && (unsent ?? 0) > 0 && (oldestAge(row, now) ?? 0) > UNSENT_TOO_LONG_MS,
    notLasting: persisted === false,
    storageFull: (storage_used ?? 0) >= STORAGE_NEARLY_FULL,
    held: held > 0,
    clockWrong: Math.abs(clock_offset ?? 0) > CLOCK_SKEW_LIMIT_MS,
    batteryLow: row.online && battery !== null && battery < BATTERY_LOW,
    otherVersion: kind === 'handheld' && app !== null && app !== version,
  }
  // What a revoked device is like concerns nobody any more; what came or did not come of it still does.
  const lasting: readonly Concern[] = ['refused', 'unsentFar', 'held']
  return concerns.filter(
    (concern) => found[concern] && (deviceState(row) !== 'revoked' || lasting.includes(concern)),
  )
}

/** Those to look at first, the most urgent on top; the others stay in their order. */
export function mostUrgentFirst(rows: readonly DeviceRow[], now: number, version: string): DeviceRow[] {
  const urgency = (row: DeviceRow) => {
    const [worst] = concernsOf(row, now, version)
    return worst === undefined ? concerns.length : concerns.indexOf(worst)
  }
  return rows.toSorted((a, b) => urgency(a) - urgency(b))
}

/** What is said above the list. */
export type DeviceSummary = {
  readonly online: number
  readonly offline: number
  /** As last reported, of all that are not revoked. */
  readonly unsent: number
  /** Oldest of them, ms; undefined when there is none. */
  readonly oldest: number | undefined
  /** Devices with at least one concern. */
  readonly concerned: number
}

export function summaryOf(rows: readonly DeviceRow[], now: number, version: string): DeviceSummary {
  const inUse = rows.filter((row) => row.revoked_at === null)
  const ages = inUse.flatMap((row) => ((row.unsent ?? 0) > 0 ? (oldestAge(row, now) ?? []) : []))
  return {
    online: inUse.filter((row) => row.online).length,
    offline: inUse.filter((row) => deviceState(row) === 'offline').length,
    unsent: inUse.reduce((sum, row) => sum + (row.unsent ?? 0), 0),
    oldest: ages.length === 0 ? undefined : Math.max(...ages),
    concerned: rows.filter((row) => concernsOf(row, now, version).length > 0).length,
  }
}
