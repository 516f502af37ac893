import type { WorkStruct } from 'shared-schema/documents/work-document-grammar.ts'
import type { ErrorCode } from 'shared-schema/domain/error-codes.ts'
import { may } from 'shared-schema/domain/people.ts'
import type { WorkEvent } from 'shared-schema/domain/picking/event.ts'
import { readEventShape } from 'shared-schema/domain/picking/event-shape.ts'
import { isAuthentic } from './event-proof.ts'
import { type GateContext, loginKey } from './gate-context.ts'

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
    return { kind: 'refused', code: 'mac_invalid', detail: `its code does not verify for ${read.device}` }
  }
  const role = context.roles.get(read.by)
  const decides = read.event?.type === 'corrected' || read.event?.type === 'accepted'
  if (decides && role !== undefined && !may(role, 'exception.decide')) {
    return { kind: 'refused', code: 'author_forbidden', detail: `${read.by} may not decide exceptions` }
  }
  return { kind: 'proven', held: heldReason(read, device.revoked, context) }
}

function heldReason(read: ReadEvent, revoked: boolean, context: GateContext): HeldReason | undefined {
  if (revoked) return 'device_revoked'
  if (read.event === undefined) return 'event_newer'
  return context.logins.has(loginKey(read.device, read.by)) ? undefined : 'author_not_on_device'
}
