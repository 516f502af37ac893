import { createHash, randomBytes } from 'node:crypto'
import type { FlatRecord } from 'shared-schema/documents/flat-record.ts'
import { encodeStruct } from 'shared-schema/documents/work-document-encode.ts'
import type { ErrorCode } from 'shared-schema/domain/error-codes.ts'
import { may } from 'shared-schema/domain/people.ts'
import { canonicalEvent } from 'shared-schema/domain/picking/canonical.ts'
import { EVENT_VERSION, type WorkAct, type WorkEvent } from 'shared-schema/domain/picking/event.ts'
import { readEventShape } from 'shared-schema/domain/picking/event-shape.ts'
import { foldStoredTask } from '../projections/refresh-task.ts'
import { apiDevice } from '../storage/api-devices.ts'
import { findEvents, nextDeviceSeq } from '../storage/event-log.ts'
import { findAccount } from '../storage/people.ts'
import type { Batch } from './batch.ts'
import { authenticationCode, contentHash } from './event-proof.ts'
import type { AcceptedStruct } from './gate.ts'
import type { AppendInput, AppendOutcome } from './ingest-port.ts'

/** Ids of one operation are looked up at these many indexes; no act of the API makes more events. */
const MAX_ACTS = 32

/** Appends what a person did through the API. The same operation again answers with the events it made the first time. */
export async function appendActs(batch: Batch, input: AppendInput): Promise<AppendOutcome> {
  const { tx } = batch
  const { task, actor, operation } = input
  // Acts of this operation, and picks by others, may be waiting in this very batch.
  await batch.flush()
  const ids = Array.from({ length: MAX_ACTS }, (_, index) => eventIdOf(actor, operation, index))
  const made = await findEvents(tx.sql, ids)
  if (made.size > 0)
    return replay(
      input,
      ids.flatMap((id) => made.get(id) ?? []),
    )

  const folded = await foldStoredTask(tx.sql, task)
  if (folded === undefined) return failure('not_found', `There is no task ${task}.`)
  const person = await findAccount(tx.sql, actor)
  if (person === undefined) return failure('author_unknown', `There is no person ${actor}.`)
  const acts =
    typeof input.acts === 'function'
      ? input.acts(folded.state, folded.plan)
      : { ok: true as const, value: input.acts }
  if (!acts.ok) return acts
  if (acts.value.length === 0) return { ok: true, value: { events: [], replayed: false } }
  if (acts.value.length > MAX_ACTS) throw new RangeError(`an operation of ${acts.value.length} acts`)
  if (acts.value.some(isDecision) && !may(person.role, 'exception.decide')) {
    return failure('author_forbidden', `${actor} may not decide exceptions.`)
  }

  const device = await apiDevice(tx, person)
  const seq = await nextDeviceSeq(tx.sql, device.id)
  const structs: AcceptedStruct[] = []
  // A client id per append, as a page load would take one; the database refuses the one that is taken already.
  const client = randomBytes(4).readUInt32BE()
  for (const [index, act] of acts.value.entries()) {
    const unsigned = {
      v: EVENT_VERSION,
      id: eventIdOf(actor, operation, index),
      ...act,
      task,
      by: actor,
      device: device.id,
      seq: seq + index,
      at: tx.now,
      tick: index,
    }
    const canonical = canonicalEvent(unsigned)
    const event = { ...defined(unsigned), mac: authenticationCode(canonical, device.key) }
    const shape = readEventShape(event)
    if (shape.kind !== 'event') {
      return failure('event_malformed', shape.kind === 'malformed' ? shape.detail : 'a type nobody knows')
    }
    const encoded = encodeStruct({ ...event, id: shape.event.id })
    structs.push({
      struct: { client, clock: index, key: shape.event.id, event, encoded },
      hash: contentHash(canonical),
      read: { kind: 'read', by: actor, device: device.id, event: shape.event },
      held: undefined,
    })
  }
  batch.add(task, structs)
  return { ok: true, value: { events: structs.flatMap(({ read }) => read.event ?? []), replayed: false } }
}

/**
 * The event id of an act of the API: UUIDv8 (RFC 9562) over its actor, its operation and its place in it, so that a
 * repeated call makes the same id and counts once.
 */
export function eventIdOf(actor: string, operation: string, index: number): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([actor, operation, index]))
    .digest()
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x80
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80
  const hex = hash.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  )
}

function replay(input: AppendInput, made: readonly { task: string; body: string }[]): AppendOutcome {
  const events = made.map(({ body }) => JSON.parse(body) as WorkEvent)
  const elsewhere = events.some((event) => event.task !== input.task)
  const acts = typeof input.acts === 'function' ? undefined : input.acts
  const other = acts !== undefined && !acts.every((act, index) => says(events[index], act))
  if (elsewhere || other) {
    return failure('event_id_reused', `The operation ${input.operation} was used for something else.`)
  }
  return { ok: true, value: { events, replayed: true } }
}

function says(event: WorkEvent | undefined, act: WorkAct): boolean {
  const fields: Readonly<Record<string, unknown>> = event ?? {}
  return Object.entries(act).every(([name, value]) => fields[name] === value)
}

function isDecision(act: WorkAct): boolean {
  return act.type === 'corrected' || act.type === 'accepted'
}

/** An absent optional field is left out: `undefined` has no form on the wire. */
function defined(fields: Readonly<Record<string, unknown>>): FlatRecord {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as FlatRecord
}

function failure(code: ErrorCode, detail: string): AppendOutcome {
  return { ok: false, failure: { code, detail } }
}
