import type * as YjsModule from 'yjs'
import { encodeRuns, encodeStruct } from './work-document-encode.ts'
import { type ParsedUpdate, parseWorkUpdate } from './work-document-grammar.ts'

export type FuzzReport = { accepted: number; refused: number; disagreements: string[] }

/** Bytes that mean something in an update: contents, infos, types of values, long numbers. */
const tokens = [
  0, 1, 2, 7, 8, 9, 10, 0x27, 0x28, 0x48, 0x68, 0x88, 0xa8, 0xe8, 116, 117, 118, 119, 120, 121, 122, 123, 124,
  125, 126, 127, 128, 255,
]

/**
 * Mutates legal updates and compares the parser with Yjs itself.
 * What the parser accepts, Yjs must read as the same structs and the same map. What Yjs would have written byte for byte, the parser must
 * accept. Deterministic for a seed.
 */
export function fuzz(mutants: number, seed: number, yjs: typeof YjsModule): FuzzReport {
  const random = randomFrom(seed)
  const report: FuzzReport = { accepted: 0, refused: 0, disagreements: [] }
  const corpus = seeds()
  for (let i = 0; i < mutants && report.disagreements.length < 5; i++) {
    const base = corpus[random(corpus.length)] ?? new Uint8Array()
    const mutant = mutate(base, corpus, random)
    let parsed: ParsedUpdate
    try {
      parsed = parseWorkUpdate(mutant)
    } catch (error) {
      report.disagreements.push(`threw ${String(error)} on ${hex(mutant)}`)
      continue
    }
    if (parsed.ok) report.accepted++
    else report.refused++
    const complaint = parsed.ok ? misread(mutant, parsed, yjs) : wronglyRefused(mutant, yjs)
    if (complaint !== undefined) report.disagreements.push(`${complaint} on ${hex(mutant)}`)
  }
  return report
}

function misread(
  mutant: Uint8Array,
  parsed: ParsedUpdate & { ok: true },
  yjs: typeof YjsModule,
): string | undefined {
  const { structs, ds } = yjs.decodeUpdate(mutant)
  if (ds.clients.size > 0) return 'a delete set was accepted'
  if (structs.length !== parsed.structs.length) return 'another number of structs'
  for (const [index, ours] of parsed.structs.entries()) {
    const theirs = structs[index]
    if (!(theirs instanceof yjs.Item) || !(theirs.content instanceof yjs.ContentAny))
      return 'no entry of a map'
    if (theirs.id.client !== ours.client || theirs.id.clock !== ours.clock) return 'another place'
    if (theirs.origin !== null || theirs.rightOrigin !== null) return 'an origin was accepted'
    if (theirs.parentSub !== ours.key || (theirs.parent as unknown) !== 'events')
      return 'another parent or key'
    if (JSON.stringify(theirs.content.arr) !== JSON.stringify([ours.event])) return 'another value'
  }
  const keys = new Set(parsed.structs.map((struct) => struct.key))
  const continuous = parsed.structs.every(
    (struct, i) => struct.clock === 0 || parsed.structs[i - 1]?.client === struct.client,
  )
  if (!continuous || keys.size !== parsed.structs.length) return undefined
  const doc = new yjs.Doc()
  yjs.applyUpdate(doc, mutant)
  const shown = doc.getMap('events').toJSON()
  const same = parsed.structs.every(({ key, event }) => JSON.stringify(shown[key]) === JSON.stringify(event))
  return same && Object.keys(shown).length === keys.size ? undefined : 'the map shows something else'
}

/** Whether Yjs, having applied the mutant, would write these very bytes, and only flat events are in them. */
function wronglyRefused(mutant: Uint8Array, yjs: typeof YjsModule): string | undefined {
  const doc = new yjs.Doc()
  try {
    yjs.applyUpdate(doc, mutant)
    if (hex(yjs.encodeStateAsUpdate(doc)) !== hex(mutant)) return undefined
    // Deletions of structs that never came are kept for later and written out again, but a work document deletes nothing.
    if (doc.store.pendingDs !== null || doc.store.pendingStructs !== null) return undefined
  } catch {
    // Yjs cannot read it either.
    return undefined
  }
  if ([...doc.share.keys()].some((root) => root !== 'events')) return undefined
  const events = doc.getMap('events')
  const flat = [...events.values()].every(
    (value) =>
      typeof value === 'object' &&
      value !== null &&
      value.constructor === Object &&
      Object.entries(value).every(
        ([name, field]) =>
          /^[a-z][A-Za-z0-9_]{0,39}$/.test(name) &&
          (typeof field === 'string' ||
            typeof field === 'boolean' ||
            (Number.isSafeInteger(field) && !Object.is(field, -0))),
      ) &&
      Object.keys(value).length <= 32,
  )
  // Several roots' worth of structs cannot hide here: the bytes are equal, so every struct is an entry shown in the map.
  return flat && events.size === yjs.decodeUpdate(mutant).structs.length
    ? 'a legal update was refused'
    : undefined
}

function mutate(
  base: Uint8Array,
  corpus: readonly Uint8Array[],
  random: (below: number) => number,
): Uint8Array {
  let bytes = [...base]
  const rounds = 1 + random(3)
  for (let i = 0; i < rounds; i++) {
    const at = random(bytes.length + 1)
    const length = random(12)
    const token = tokens[random(tokens.length)] ?? 0
    const kind = random(9)
    if (kind === 0) bytes[at] = (bytes[at] ?? 0) ^ (1 << random(8))
    else if (kind === 1) bytes[at] = token
    else if (kind === 2) bytes.splice(at, 0, token)
    else if (kind === 3) bytes.splice(at, 1 + random(3))
    else if (kind === 4) bytes = bytes.slice(0, at)
    else if (kind === 5) bytes.splice(at, 0, ...bytes.slice(random(bytes.length + 1)).slice(0, length))
    else if (kind === 6) bytes.splice(at, 0, 0xff, 0xff, 0xff, 0xff, 0xff, random(128))
    else if (kind === 7) {
      const other = corpus[random(corpus.length)] ?? base
      bytes.splice(at, length, ...other.slice(random(other.length + 1)).slice(0, length))
    }
    // A letter for a letter mostly leaves an update legal, with another meaning.
    else bytes[at] = 97 + random(26)
  }
  return Uint8Array.from(bytes, (byte) => byte & 0xff)
}

function seeds(): Uint8Array[] {
  const one = { id: 'a1', v: 1, type: 'picked', qty: 1000, at: 1_760_000_000_123, over: true }
  const two = { id: 'b2', by: 'p-ana', note: 'čeka', at: 2 ** 40, offset: -5 }
  const three = { id: 'c3', empty: '', no: false }
  const run = (client: number, events: readonly { id: string }[]) => ({
    client,
    clock: 0,
    structs: events.map((e) => encodeStruct(e)),
  })
  return [
    encodeRuns([]),
    encodeRuns([run(1, [three])]),
    encodeRuns([run(7, [one])]),
    encodeRuns([run(7, [one, two, three])]),
    encodeRuns([run(300, [one]), run(0xffffffff, [two, three])]),
    encodeRuns([{ client: 7, clock: 130, structs: [encodeStruct(three)] }]),
  ]
}

/** Mulberry32: small, seeded, good enough to choose mutations. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return below <= 0 ? 0 : ((t ^ (t >>> 14)) >>> 0) % below
  }
}

function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
