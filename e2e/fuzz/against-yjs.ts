import type { FlatRecord } from 'shared-schema/documents/flat-record.ts'
import type { ParsedUpdate, WorkStruct } from 'shared-schema/documents/work-document-grammar.ts'
import * as Y from 'yjs'
import { type Draft, draftStruct, encodeDraft } from './draft.ts'

type Decoded = ReturnType<typeof Y.decodeUpdate>

/** A document whose name costs no random bytes: that would be a tenth of the time. */
export function emptyDocument(): Y.Doc {
  return new Y.Doc({ guid: 'fuzz' })
}

/** What Yjs makes of the bytes; undefined when it throws. */
function decoded(bytes: Uint8Array): Decoded | undefined {
  try {
    return Y.decodeUpdate(bytes)
  } catch {
    return undefined
  }
}

/**
 * Compares what the parser says of some bytes with what Yjs does with them.
 * @returns what they disagree about, in words
 */
export function disagreement(bytes: Uint8Array, parsed: ParsedUpdate): string | undefined {
  const theirs = decoded(bytes)
  if (!parsed.ok) return parsed.code === 'update_too_large' ? undefined : wronglyRefused(bytes, theirs)
  if (theirs === undefined) return 'accepted, and Yjs cannot decode it'
  if (theirs.ds.clients.size > 0) return 'a delete set was accepted'
  if (theirs.structs.length !== parsed.structs.length) return 'accepted with another number of structs'
  for (const [index, ours] of parsed.structs.entries()) {
    const complaint = misread(ours, theirs.structs[index])
    if (complaint !== undefined) return complaint
  }
  // Yjs would not mind superfluous bytes; with them two frames could say the same.
  if (!Buffer.from(encodeDraft(draftOf(parsed.structs))).equals(bytes))
    return 'accepted, and Yjs writes other bytes'
  return startsAtZero(parsed.structs) ? applied(bytes, parsed.structs) : undefined
}

function draftOf(structs: readonly WorkStruct[]): Draft {
  const runs = [...Map.groupBy(structs, ({ client }) => client)].map(([client, run]) => ({
    ...{ client, clock: run[0]?.clock ?? 0 },
    structs: run.map(({ key, event }) => ({ ...draftStruct({ id: key }), values: [event] })),
  }))
  return { runs, deletes: [], tail: [] }
}

function misread(ours: WorkStruct, theirs: Decoded['structs'][number] | undefined): string | undefined {
  if (!(theirs instanceof Y.Item) || !(theirs.content instanceof Y.ContentAny))
    return 'what is no entry was accepted'
  if (theirs.id.client !== ours.client || theirs.id.clock !== ours.clock) return 'read at another place'
  if (theirs.origin !== null || theirs.rightOrigin !== null) return 'an origin was accepted'
  if (theirs.parentSub !== ours.key || (theirs.parent as unknown) !== 'events')
    return 'read under another parent or key'
  const [value, ...others] = theirs.content.arr as unknown[]
  if (others.length > 0 || !sameRecord(value, ours.event)) return 'read with another value'
  return undefined
}

function startsAtZero(structs: readonly WorkStruct[]): boolean {
  return structs.every(({ client, clock }, at) => clock === 0 || structs[at - 1]?.client === client)
}

/** Accepted from an empty document on: Yjs must show every key, and have nothing left over. */
function applied(bytes: Uint8Array, structs: readonly WorkStruct[]): string | undefined {
  const doc = emptyDocument()
  Y.applyUpdate(doc, bytes)
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null)
    return 'applied, and something is pending'
  // A key twice is legal in the grammar. The gate refuses it, since ids are unique.
  const keys = new Set(structs.map(({ key }) => key))
  const shown = doc.getMap('events')
  if (shown.size !== keys.size) return 'applied, and the map has another number of entries'
  if (keys.size !== structs.length) return undefined
  const same = structs.every(({ key, event }) => sameRecord(shown.get(key), event))
  return same ? undefined : 'applied, and the map shows something else'
}

/** Whether Yjs would write these very bytes itself, and there is nothing in them but flat events. */
function wronglyRefused(bytes: Uint8Array, theirs: Decoded | undefined): string | undefined {
  if (theirs === undefined || theirs.ds.clients.size > 0 || !theirs.structs.every(isFlatEntry))
    return undefined
  const doc = emptyDocument()
  try {
    Y.applyUpdate(doc, bytes)
  } catch {
    // Yjs cannot take it either.
    return undefined
  }
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) return undefined
  if (doc.getMap('events').size !== theirs.structs.length) return undefined
  return Buffer.from(Y.encodeStateAsUpdate(doc)).equals(bytes) ? 'a legal update was refused' : undefined
}

function isFlatEntry(struct: Decoded['structs'][number]): boolean {
  if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentAny)) return false
  if ((struct.parent as unknown) !== 'events' || struct.parentSub === null) return false
  // Beyond that a client id could be its neighbour.
  if (!Number.isSafeInteger(struct.id.client)) return false
  const [value, ...others] = struct.content.arr as unknown[]
  return others.length === 0 && isFlat(value)
}

function isFlat(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return false
  const fields = Object.entries(value)
  return (
    fields.length <= 32 &&
    fields.every(
      ([name, field]) =>
        /^[a-z][A-Za-z0-9_]{0,39}$/.test(name) &&
        (typeof field === 'string' ||
          typeof field === 'boolean' ||
          (Number.isSafeInteger(field) && !Object.is(field, -0))),
    )
  )
}

/** Equal to the last bit: names and their order, values and their types. */
export function sameRecord(value: unknown, record: FlatRecord): boolean {
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return false
  const theirs = Object.entries(value)
  const ours = Object.entries(record)
  return (
    theirs.length === ours.length &&
    ours.every(([name, field], at) => theirs[at]?.[0] === name && Object.is(theirs[at][1], field))
  )
}
