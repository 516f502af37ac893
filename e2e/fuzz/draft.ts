import * as encoding from 'lib0/encoding'

/** A place in a document: client id and clock. */
type Place = readonly [client: number, clock: number]

/** One struct as Yjs could write it, legal or not. What is written follows from `info`, as in Yjs' own encoder. */
export type DraftStruct = {
  info: number
  left?: Place
  right?: Place
  parent: string | Place
  key: string
  values: unknown[]
  /** Length of a GC or Skip, reference of a type. */
  number: number
}

export type DraftRun = { client: number; clock: number; structs: DraftStruct[]; claims?: number }

/** An update as a tree, so that mutations reach what random bytes never would. */
export type Draft = {
  runs: DraftRun[]
  deletes: { client: number; clock: number; length: number }[]
  tail: number[]
  claims?: number
  /** The `at`th number of the update is written longer than needed, or as another one. */
  inflate?: { at: number; to: 'overlong' | number }
}

/** The legal struct of an event. */
export function draftStruct(event: { readonly id: string }): DraftStruct {
  return { info: 0x28, parent: 'events', key: event.id, values: [event], number: 1 }
}

/**
 * Writes a draft in Yjs' V1 format. Source of the format: yjs 13 `src/structs/Item.js`, `GC.js`, `Skip.js`, `Content*.js`,
 * `src/utils/encoding.js`, `src/utils/DeleteSet.js`.
 */
export function encodeDraft(draft: Draft): Uint8Array {
  const encoder = encoding.createEncoder()
  let count = 0
  const number = (value: number) => {
    const inflated = draft.inflate?.at === count++ ? draft.inflate.to : undefined
    if (inflated === 'overlong') writeOverlong(encoder, value)
    else encoding.writeVarUint(encoder, inflated ?? value)
  }
  const place = ([client, clock]: Place) => {
    number(client)
    number(clock)
  }

  number(draft.claims ?? draft.runs.length)
  for (const run of draft.runs) {
    number(run.claims ?? run.structs.length)
    number(run.client)
    number(run.clock)
    for (const struct of run.structs) {
      encoding.writeUint8(encoder, struct.info)
      const kind = struct.info & 31
      if (kind === 0 || kind === 10) {
        number(struct.number)
        continue
      }
      if (struct.info & 0x80) place(struct.left ?? [1, 0])
      if (struct.info & 0x40) place(struct.right ?? [1, 0])
      if ((struct.info & 0xc0) === 0) {
        number(typeof struct.parent === 'string' ? 1 : 0)
        if (typeof struct.parent === 'string') encoding.writeVarString(encoder, struct.parent)
        else place(struct.parent)
        if (struct.info & 0x20) encoding.writeVarString(encoder, struct.key)
      }
      writeContent(encoder, kind, struct, number)
    }
  }
  number(draft.deletes.length)
  for (const { client, clock, length } of draft.deletes) {
    number(client)
    number(1)
    number(clock)
    number(length)
  }
  for (const byte of draft.tail) encoding.writeUint8(encoder, byte)
  return encoding.toUint8Array(encoder)
}

function writeContent(
  encoder: encoding.Encoder,
  kind: number,
  struct: DraftStruct,
  number: (value: number) => void,
): void {
  const text = 'x'.repeat(struct.number & 7)
  switch (kind) {
    case 1:
      number(struct.number)
      break
    case 2:
      number(struct.values.length)
      for (const _ of struct.values) encoding.writeVarString(encoder, '{"a":1}')
      break
    case 3:
      encoding.writeVarUint8Array(encoder, new TextEncoder().encode(text))
      break
    case 4:
      encoding.writeVarString(encoder, text)
      break
    case 5:
      encoding.writeVarString(encoder, '{"a":1}')
      break
    case 6:
      encoding.writeVarString(encoder, 'bold')
      encoding.writeVarString(encoder, 'true')
      break
    case 7:
      number(struct.number % 8)
      break
    case 9:
      encoding.writeVarString(encoder, 'a-document')
      encoding.writeAny(encoder, {})
      break
    default:
      number(struct.values.length)
      for (const value of struct.values) encoding.writeAny(encoder, value as encoding.AnyEncodable)
  }
}

function writeOverlong(encoder: encoding.Encoder, value: number): void {
  let rest = value
  for (; rest > 127; rest = Math.floor(rest / 128)) encoding.writeUint8(encoder, 128 | (rest % 128))
  encoding.writeUint8(encoder, 128 | rest)
  encoding.writeUint8(encoder, 0)
}
