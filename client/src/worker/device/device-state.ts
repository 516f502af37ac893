import type { ErrorCode } from 'shared-schema/domain/error-codes.ts'
import { CLOCK_SKEW_LIMIT_MS } from 'shared-schema/domain/picking/event.ts'
import type { CarriedSummary, Connection, StorageHealth, UnsentSummary } from '../../replica/replica.ts'
import type { AppKept } from '../../service-worker/update.ts'
import type { StatusTone } from '../../ui/status-mark.tsx'

/** Work that has waited longer than this deserves a second look, however calm being offline is. */
const LONG_WAIT_MS = 60 * 60_000
/** Above this share of the quota the next hour of work may not fit any more. */
const NEARLY_FULL = 0.9

export type ConnectionWord = 'online' | 'connecting' | 'offline' | 'blocked'

/** The connection as one word. Being offline is normal in a steel hall and not an alarm. */
export function connectionWord({ state, blocked }: Connection): { word: ConnectionWord; tone: StatusTone } {
  if (blocked !== undefined) return { word: 'blocked', tone: 'attention' }
  const tones: Record<Connection['state'], StatusTone> = { online: 'ok', connecting: 'new', offline: 'stale' }
  return { word: state, tone: tones[state] }
}

/** Why nothing is sent. A line has one answer for every credential nobody knows; on a handheld it means the device. */
export function blockedReason(blocked: ErrorCode | undefined): ErrorCode | undefined {
  return blocked === 'token_invalid' || blocked === 'token_missing' ? 'device_unknown' : blocked
}

/** Whether connecting the device again, with a supervisor's code, lets its work arrive. */
export function mendedByConnecting(reason: ErrorCode | undefined): boolean {
  return reason === 'device_unknown' || reason === 'device_revoked'
}

/** How far the device's clock is off when that is far enough to be told, ms. */
export function clockError({ offset }: Connection): number | undefined {
  return offset !== undefined && Math.abs(offset) > CLOCK_SKEW_LIMIT_MS ? Math.abs(offset) : undefined
}

/** How much attention the unsent work deserves at this moment (ms since 1970). */
export function unsentTone({ count, oldestAt, refused }: UnsentSummary, now: number): StatusTone {
  if (refused > 0) return 'stop'
  if (count === 0) return 'ok'
  return oldestAt !== undefined && now - oldestAt > LONG_WAIT_MS ? 'attention' : 'busy'
}

export type DeviceNotice =
  | 'blocked'
  | 'refused'
  | 'nearly_full'
  /** Unsent work lies in a storage that the browser may clear. */
  | 'not_persisted'
  /** The app does not lie on the device: closed in an aisle, it would not open again. */
  | 'not_kept'
  | 'clock_wrong'
  | 'carried_refused'
  /** Records of other devices wait for a network here. */
  | 'carried'
  | 'update'

/** Where the notices are read. */
export type Place = 'sign_in' | 'tasks' | 'task'

/** What the device has to say about itself, the most urgent first. An update is offered only outside of a task. */
export function deviceNotices(
  connection: Connection,
  storage: StorageHealth,
  unsent: UnsentSummary,
  app: { readonly updateAvailable: boolean; readonly kept: AppKept },
  place: Place,
  carried: CarriedSummary = { count: 0, refused: 0, from: [] },
): DeviceNotice[] {
  const notices: DeviceNotice[] = []
  if (connection.blocked !== undefined) notices.push('blocked')
  if (unsent.refused > 0) notices.push('refused')
  if ((storage.used ?? 0) > NEARLY_FULL) notices.push('nearly_full')
  if (!storage.persisted && (unsent.count > 0 || place === 'tasks')) notices.push('not_persisted')
  if (app.kept === 'failed' && place !== 'task') notices.push('not_kept')
  if (clockError(connection) !== undefined && place !== 'task') notices.push('clock_wrong')
  if (carried.refused > 0 && place !== 'task') notices.push('carried_refused')
  if (carried.count > 0 && place !== 'task') notices.push('carried')
  if (app.updateAvailable && place !== 'task') notices.push('update')
  return notices
}
