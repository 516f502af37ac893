import type { WorkStruct } from 'shared-schema/documents/work-document-grammar.ts'
import type { ErrorCode } from 'shared-schema/domain/error-codes.ts'
import type { Permission, Role } from 'shared-schema/domain/people.ts'
import { may } from 'shared-schema/domain/people.ts'
import type { WorkEvent } from 'shared-schema/domain/picking/event.ts'
import { readEventShape } from 'shared-schema/domain/picking/event-shape.ts'
import { isAuthentic } from './event-proof.ts'
import { type GateContext, type KnownDevice, loginKey } from './gate-context.ts'

export type Refusal = { readonly code: ErrorCode; readonly detail: string }

/** Why an event is kept without being applied yet. */
export type HeldReason = 'author_not_on_device' | 'event_newer' | 'device_revoked'

/** An event with the fields of its envelope; `event` is absent when its version or type is newer than this server. */
export type ReadEvent = {
  readonly kind: 'read'
  readonly by: string
  readonly device: string
  readonly event: WorkEvent | undefined
}

/** Reads what a struct says, and refuses what no device of ours would have written. */
export function readStruct(task: string, struct: WorkStruct): ReadEvent | (Refusal & { kind: 'refused' }) {
  const shape = readEventShape(struct.event)
  if (shape.kind === 'malformed') return { kind: 'refused', code: 'event_malformed', detail: shape.detail }
  const envelope = shape.kind === 'event' ? shape.event : shape
  if (envelope.id !== struct.key) {
    return { kind: 'refused', code: 'event_key_mismatch', detail: 'its key is not its id' }
  }
  if (envelope.task !== task) {
    return { kind: 'refused', code: 'event_foreign_document', detail: 'it names another task' }
  }
  const { by, device } = envelope
  return { kind: 'read', by, device, event: shape.kind === 'event' ? shape.event : undefined }
}

/**
 * Judges who claims to have made an event. A forged claim is refused; an author the server cannot confirm yet is held, because
 * the pick happened all the same.
 * @param owner device that the client id of the struct belongs to
 */
export function judgeAuthor(
  read: ReadEvent,
  canonical: string,
  struct: WorkStruct,
  owner: string,
  context: GateContext,
):
  | { readonly kind: 'proven'; readonly held: HeldReason | undefined }
  | (Refusal & { readonly kind: 'refused' }) {
  const device = context.devices.get(read.device)
  if (device === undefined || device.key === null) {
    return { kind: 'refused', code: 'device_unknown', detail: `there is no device ${read.device}` }
  }
  if (read.device !== owner) {
    const detail = `client id ${struct.client} belongs to device ${owner}, not ${read.device}`
    return { kind: 'refused', code: 'client_id_foreign', detail }
  }
  if (!isAuthentic(canonical, String(struct.event.mac), device.key)) {
    if (device.lost)
      return { kind: 'refused', code: 'device_unknown', detail: `there is no device ${read.device}` }
    return { kind: 'refused', code: 'mac_invalid', detail: `its code does not verify for ${read.device}` }
  }
  const role = context.roles.get(read.by)
  const needed = permissionFor(read.event)
  if (needed !== undefined && role !== undefined && !mayHere(read, needed, role, device, context)) {
    return { kind: 'refused', code: 'author_forbidden', detail: `${read.by} may not ${needed} here` }
  }
  return { kind: 'proven', held: heldReason(read, device, context) }
}

/** The permission that an act needs beside picking; acts that need one are decisions of the office and never picks. */
export function permissionFor(event: WorkEvent | undefined): Permission | undefined {
  if (event?.type === 'corrected' || event?.type === 'accepted') return 'exception.decide'
  return event?.type === 'task_completed' && event.scope === 'task' ? 'requisition.close' : undefined
}

/**
 * Whether a decision may be believed: its author may take it, and has signed in where it was made. A pick of somebody who has
 * not is held, because it happened; a decision in the name of a supervisor who was never there is a forgery.
 */
function mayHere(
  { device, by }: ReadEvent,
  needed: Permission,
  role: Role,
  { lost }: KnownDevice,
  { logins }: GateContext,
): boolean {
  return may(role, needed) && (logins.has(loginKey(device, by)) || (lost && device === `api-${by}`))
}

function heldReason(read: ReadEvent, device: KnownDevice, context: GateContext): HeldReason | undefined {
  if (device.revoked) return 'device_revoked'
  if (read.event === undefined) return 'event_newer'
  if (context.logins.has(loginKey(read.device, read.by))) return undefined
  // Its logins were lost with the device itself. The code proves that this server enrolled it.
  return device.lost && context.roles.has(read.by) ? undefined : 'author_not_on_device'
}
