import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'

/** The only values a work event carries; null, floats, big integers, lists and nested objects have no form here. */
export type FlatValue = string | number | boolean
export type FlatRecord = Readonly<Record<string, FlatValue>>

/** Thrown inside the parser at the first byte that deviates; never leaves `parseWorkUpdate`. */
export class Deviation extends Error {}

/** The widest event has 20 fields; later versions may grow, but not without bound. */
const MAX_FIELDS = 32
/** Excludes `__proto__` and names that a JavaScript object would reorder. */
const FIELD_NAME = /^[a-z][A-Za-z0-9_]{0,39}$/
/** lib0 writes integers up to here as varInt, larger ones as float. Source: lib0 `encoding.js`, writeAny. */
const VAR_INT_LIMIT = 0x7fffffff

const kind = { float64: 123, float32: 124, integer: 125, object: 118, string: 119, true: 120, false: 121 }

/**
 * Reads one flat object in lib0's `any` encoding, in the only form lib0 itself would write.
 * @throws {Deviation} for anything else; lib0's own error where the bytes end early
 */
export function readFlatRecord(decoder: decoding.Decoder): FlatRecord {
  expectByte(decoder, kind.object, 'an object')
  const fields = readCount(decoder)
  if (fields > MAX_FIELDS) throw new Deviation(`an object of ${fields} fields`)
  const record: Record<string, FlatValue> = {}
  for (let i = 0; i < fields; i++) {
    const name = decoding.readVarString(decoder)
    if (!FIELD_NAME.test(name)) throw new Deviation('an illegal field name')
    if (Object.hasOwn(record, name)) throw new Deviation(`field ${name} twice`)
    record[name] = readFlatValue(decoder)
  }
  return record
}

function readFlatValue(decoder: decoding.Decoder): FlatValue {
  switch (decoding.readUint8(decoder)) {
    case kind.string:
      return decoding.readVarString(decoder)
    case kind.true:
      return true
    case kind.false:
      return false
    case kind.integer: {
      const start = decoder.pos
      const value = decoding.readVarInt(decoder)
      refuseOverlong(decoder, start)
      if (Object.is(value, -0) || Math.abs(value) > VAR_INT_LIMIT) throw new Deviation('an illegal integer')
      return value
    }
    case kind.float32: {
      const value = decoding.readFloat32(decoder)
      if (!isLargeInteger(value)) throw new Deviation('a number that is no safe integer')
      return value
    }
    case kind.float64: {
      const value = decoding.readFloat64(decoder)
      if (!isLargeInteger(value)) throw new Deviation('a number that is no safe integer')
      if (Math.fround(value) === value) throw new Deviation('a number in a longer form than needed')
      return value
    }
    default:
      throw new Deviation('a value that is no string, integer or boolean')
  }
}

/** Writes a flat object as lib0's writeAny does. */
export function writeFlatRecord(encoder: encoding.Encoder, record: FlatRecord): void {
  encoding.writeAny(encoder, record as Record<string, FlatValue>)
}

/**
 * Reads a varUint that has no superfluous bytes.
 * @throws {Deviation} for an overlong form; lib0's own error for one that ends early or exceeds 2^53
 */
export function readCount(decoder: decoding.Decoder): number {
  const start = decoder.pos
  const value = decoding.readVarUint(decoder)
  refuseOverlong(decoder, start)
  if (!Number.isSafeInteger(value)) throw new Deviation('a number above 2^53')
  return value
}

/** @throws {Deviation} when the next byte is another one */
export function expectByte(decoder: decoding.Decoder, byte: number, what: string): void {
  if (decoding.readUint8(decoder) !== byte) throw new Deviation(`expected ${what}`)
}

/** A varInt or varUint of several bytes whose last is 0 says the same as a shorter one. */
function refuseOverlong(decoder: decoding.Decoder, start: number): void {
  if (decoder.pos - start > 1 && decoder.arr[decoder.pos - 1] === 0) throw new Deviation('an overlong number')
}

function isLargeInteger(value: number): boolean {
  return Number.isSafeInteger(value) && Math.abs(value) > VAR_INT_LIMIT
}
