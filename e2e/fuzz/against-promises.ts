import { encodeRuns } from 'shared-schema/documents/work-document-encode.ts'
import type { WorkStruct } from 'shared-schema/documents/work-document-grammar.ts'
import { errorCodes } from 'shared-schema/domain/error-codes.ts'
import { may } from 'shared-schema/domain/people.ts'
import { readEventShape } from 'shared-schema/domain/picking/event-shape.ts'
import * as Y from 'yjs'
import type { GateDecision } from '../../sync-server/src/sync/gate.ts'
import { loginKey } from '../../sync-server/src/sync/gate-context.ts'
import { emptyDocument, sameRecord } from './against-yjs.ts'
import { type AnEvent, type FuzzWarehouse, isSigned, TASK } from './warehouse.ts'

/**
 * Checks a decision of the gate against what is promised of it, said a second time and more simply than the gate says it.
 * @returns which promise is broken, in words
 */
export function brokenPromise(
  bytes: Uint8Array,
  structs: readonly WorkStruct[],
  decision: GateDecision,
  house: FuzzWarehouse,
): string | undefined {
  const wanted = verdict(structs, house)
  if (decision.kind !== wanted) return `decided ${decision.kind} where ${wanted} is right`
  if (decision.kind !== 'accept' && !Object.hasOwn(errorCodes, decision.code))
    return 'refused without a code of ours'
  if (decision.kind === 'quarantine') {
    const keys = new Set(structs.map(({ key }) => key))
    const named = decision.refused.length > 0 && decision.refused.every((id) => keys.has(id))
    return named ? undefined : 'quarantined without naming its events'
  }
  if (!decision.known.every((id) => house.context.events.has(id)))
    return 'acknowledged what is not in the log'
  return decision.kind === 'accept' ? wronglyStored(bytes, structs, decision, house) : undefined
}

/** One struct at a time, in any order but for the clocks: is it honest, new, and where it belongs? */
function verdict(structs: readonly WorkStruct[], house: FuzzWarehouse): GateDecision['kind'] {
  const { clients, events } = house.context
  const owners = new Map<number, string>()
  const next = new Map<number, number>()
  const brought = new Map<string, WorkStruct>()
  let [hostile, again] = [false, false]
  for (const struct of structs) {
    const { client, clock, key, event } = struct
    if (!isSound(struct)) {
      hostile = true
      continue
    }
    const seen = clients.get(client)
    if (seen !== undefined && clock < seen.next) {
      const there = house.known.find((load) => load.client === client)?.events[clock]
      hostile ||= !sameContent(there, event)
      continue
    }
    const owner = seen?.device ?? owners.get(client) ?? String(event.device)
    owners.set(client, owner)
    hostile ||= event.device !== owner || !isProven(struct, house) || !isAllowed(struct, house)
    const other =
      house.log.get(key) ?? (key === house.elsewhere.id ? house.elsewhere : brought.get(key)?.event)
    hostile ||= other !== undefined && !sameContent(other, event)
    again ||= other !== undefined || clock > (next.get(client) ?? seen?.next ?? 0)
    if (!events.has(key)) brought.set(key, struct)
    next.set(client, clock + 1)
  }
  if (hostile) return 'quarantine'
  return again ? 'resync' : 'accept'
}

function isSound({ key, event }: WorkStruct): boolean {
  return readEventShape(event).kind !== 'malformed' && event.id === key && event.task === TASK
}

function isProven({ event }: WorkStruct, { context }: FuzzWarehouse): boolean {
  return typeof context.devices.get(String(event.device))?.key === 'string' && isSigned(event as AnEvent)
}

/** Decisions are the office's, made where the person is signed in; somebody unknown makes an event that is held. */
function isAllowed({ event }: WorkStruct, { context }: FuzzWarehouse): boolean {
  const { kind } = readEventShape(event)
  const closesAll = event.type === 'task_completed' && event.scope === 'task'
  if (kind !== 'event' || !(event.type === 'corrected' || event.type === 'accepted' || closesAll)) return true
  const role = context.roles.get(String(event.by))
  if (role === undefined) return true
  const right = closesAll ? 'requisition.close' : 'exception.decide'
  return may(role, right) && context.logins.has(loginKey(String(event.device), String(event.by)))
}

function sameContent(one: Readonly<Record<string, unknown>> | undefined, other: object): boolean {
  const content = (of: object) =>
    JSON.stringify(
      Object.entries(of)
        .filter(([name]) => name !== 'mac')
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    )
  return one !== undefined && content(one) === content(other)
}

/** What was accepted is laid over the document as it came, and as the server stores it: both must say the same. */
function wronglyStored(
  bytes: Uint8Array,
  structs: readonly WorkStruct[],
  { add }: GateDecision & { kind: 'accept' },
  { stored, log, context }: FuzzWarehouse,
): string | undefined {
  const raw = emptyDocument()
  Y.applyUpdate(raw, stored)
  Y.applyUpdate(raw, bytes)
  const { pendingStructs, pendingDs } = raw.store
  if (pendingStructs !== null || pendingDs !== null) return 'accepted, and Yjs waits for more'
  const map = raw.getMap('events')
  if (map.size !== log.size + add.length) return 'accepted, and an entry is gone or too many'
  for (const [id, event] of log) if (!sameRecord(map.get(id), event)) return `the pick ${id} was changed`
  for (const { struct } of add) {
    if (!sameRecord(map.get(struct.key), struct.event)) return 'accepted, and something else is shown'
  }
  const strangers = add.filter(
    ({ read, held }) => held === undefined && !isAtHome(read.device, read.by, context),
  )
  if (strangers.length > 0) return 'counted an event whose author never signed in there'
  const known = new Map([...context.clients].map(([client, { next }]) => [client, next]))
  for (const { client, clock } of structs) known.set(client, Math.max(known.get(client) ?? 0, clock + 1))
  const vector = Y.decodeStateVector(Y.encodeStateVector(raw))
  if (vector.size !== known.size || ![...known].every(([client, clock]) => vector.get(client) === clock))
    return 'accepted, and the state vector is another one'
  const own = emptyDocument()
  Y.applyUpdate(own, stored)
  Y.applyUpdate(own, encodeRuns(runsOf(add.map(({ struct }) => struct))))
  return Buffer.from(Y.encodeStateAsUpdate(own)).equals(Y.encodeStateAsUpdate(raw))
    ? undefined
    : 'what is stored differs from what came'
}

function isAtHome(device: string, by: string, { devices, logins, roles }: FuzzWarehouse['context']): boolean {
  const known = devices.get(device)
  if (known?.revoked) return false
  return logins.has(loginKey(device, by)) || (known?.lost === true && roles.has(by))
}

function runsOf(structs: readonly WorkStruct[]) {
  return [...Map.groupBy(structs, ({ client }) => client)].map(([client, run]) => ({
    ...{ client, clock: run[0]?.clock ?? 0 },
    structs: run.map(({ encoded }) => encoded),
  }))
}
