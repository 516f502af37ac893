import { checksum } from 'shared-schema/documents/checksum.ts'
import { fromBase45, toBase45 } from './base45.ts'

/*
 * Bytes as a series of QR codes: `MT1/<series>/<number>/<of>/<base45>/<checksum>`. The series is named by the checksum of all its bytes,
 * so every code says which whole it belongs to and the whole proves itself. Only characters of QR's alphanumeric mode.
 */

/**
 * Bytes in one code: with correction level M a symbol of version 9, 53 modules wide, each of them more than 0.8 mm on the 4" screen
 * of a handheld. What an old camera reads at once, at half an arm's length.
 */
const FRAME_BYTES = 150
/** More would take minutes in front of a camera: then the file is the way. */
export const MOST_FRAMES = 400

const FRAME = /^MT1\/([0-9A-F]{8})\/(\d{1,3})\/(\d{1,3})\/(.*)\/([0-9A-F]{8})$/
const ascii = new TextEncoder()

/** The texts of the codes; undefined when there would be more than anybody wants to hold a camera to. */
export function toSeries(bytes: Uint8Array): readonly string[] | undefined {
  const series = checksum(bytes)
  const of = Math.max(1, Math.ceil(bytes.length / FRAME_BYTES))
  if (of > MOST_FRAMES) return undefined
  return Array.from({ length: of }, (_, index) => {
    const part = bytes.subarray(index * FRAME_BYTES, (index + 1) * FRAME_BYTES)
    const head = `MT1/${series}/${index + 1}/${of}/${toBase45(part)}`
    return `${head}/${checksum(ascii.encode(head))}`
  })
}

export type SeriesProgress =
  /** No code of a series, or one that was misread. */
  | { readonly kind: 'other' }
  | { readonly kind: 'part'; readonly have: number; readonly of: number; readonly missing: readonly number[] }
  /** A code of a series that was whole before. */
  | { readonly kind: 'again' }
  | { readonly kind: 'whole'; readonly bytes: Uint8Array<ArrayBuffer>; readonly of: number }

/** Puts a series together from its codes in any order, with repeats. A code of another series begins that one. */
export function createSeriesReader(): { readonly take: (text: string) => SeriesProgress } {
  const all = new Map<string, Map<number, Uint8Array>>()
  const wholes = new Set<string>()
  return {
    take: (text) => {
      const [, series = '', number, total, body = '', proof] = FRAME.exec(text.trim()) ?? []
      const of = Number(total)
      const at = Number(number)
      const bytes = fromBase45(body)
      const head = text.trim().slice(0, -9)
      const sound = bytes !== undefined && at >= 1 && at <= of && checksum(ascii.encode(head)) === proof
      if (!sound) return { kind: 'other' }
      const key = `${series}/${of}`
      if (wholes.has(key)) return { kind: 'again' }
      const parts = all.get(key) ?? new Map<number, Uint8Array>()
      all.set(key, parts.set(at, bytes))
      const numbers = Array.from({ length: of }, (_, index) => index + 1)
      const missing = numbers.filter((each) => !parts.has(each))
      if (missing.length > 0) return { kind: 'part', have: parts.size, of, missing }
      const whole = joined(numbers.map((each) => parts.get(each) ?? new Uint8Array()))
      if (checksum(whole) === series) {
        wholes.add(key)
        return { kind: 'whole', bytes: whole, of }
      }
      // Two series of one name, or a forgery: beginning anew is all that helps.
      all.delete(key)
      return { kind: 'other' }
    },
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}
