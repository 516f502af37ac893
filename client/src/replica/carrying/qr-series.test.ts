import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromBase45, toBase45 } from './base45.ts'
import { pack, unpack } from './pack.ts'
import { createSeriesReader, MOST_FRAMES, toSeries } from './qr-series.ts'

/** A linear congruential generator: as much chance as a camera needs. */
function numbersFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state >>> 8
  }
}
const bytesOf = (max: number) => fc.uint8Array({ minLength: 0, maxLength: max, size: 'max' })

test('base45 is the one of the RFC, and reads back what it wrote', () => {
  expect(toBase45(new TextEncoder().encode('Hello!!'))).toBe('%69 VD92EX0')
  expect(fromBase45('QED8WEX0')).toEqual(new TextEncoder().encode('ietf!'))
  for (const wrong of ['GGW', ':::', 'a12', '1', '::']) expect(fromBase45(wrong), wrong).toBeUndefined()
  fc.assert(
    fc.property(bytesOf(200), (bytes) => {
      expect(fromBase45(toBase45(bytes))).toEqual(bytes)
    }),
  )
})

test('DV-16 a series is whole after every code was seen, in any order, with repeats, misreadings and other codes between', () => {
  fc.assert(
    fc.property(bytesOf(3_000), fc.nat(), (bytes, seed) => {
      const chance = numbersFrom(seed)
      const codes = toSeries(bytes) ?? []
      const reader = createSeriesReader()
      const waiting = new Set(codes)
      let whole: Uint8Array | undefined
      while (whole === undefined) {
        const [dice, pick] = [chance(), chance()]
        const code = codes[pick % codes.length] ?? ''
        if (dice % 5 === 0) expect(reader.take(`3890000${pick}`)).toEqual({ kind: 'other' })
        if (dice % 5 === 1) expect(reader.take(code.replace(/\/[^/]{3}/, '/XYZ'))).toEqual({ kind: 'other' })
        // The camera sees one over and over and misses others; sooner or later the missing ones come by.
        const next = dice % 3 === 0 ? code : ([...waiting][pick % waiting.size] ?? code)
        const progress = reader.take(next)
        waiting.delete(next)
        if (progress.kind === 'whole') whole = progress.bytes
        else if (progress.kind === 'part') {
          expect(progress.missing).toHaveLength(waiting.size)
          expect(progress.have + progress.missing.length).toBe(codes.length)
        }
      }
      expect(waiting.size).toBe(0)
      expect(whole).toEqual(bytes)
    }),
    { numRuns: 60, seed: 45 },
  )
})

test('DV-16 codes of two phones held up one after the other do not mix', () => {
  const [ana, luka] = [new Uint8Array(400).fill(1), new Uint8Array(400).fill(2)]
  const reader = createSeriesReader()
  const [a = [], b = []] = [toSeries(ana), toSeries(luka)]
  reader.take(a[0] ?? '')
  for (const code of b) reader.take(code)
  expect(reader.take(b[1] ?? '')).toEqual({ kind: 'again' })
  reader.take(a[1] ?? '')
  expect(reader.take(a[2] ?? '')).toEqual({ kind: 'whole', bytes: ana, of: 3 })
})

test('DV-16 every code fits a symbol that a 4" screen shows well, and none is longer than the others', () => {
  const codes = toSeries(new Uint8Array(10_000).map((_, index) => (index * 7919) % 251)) ?? []
  expect(codes.length).toBe(67)
  // Version 9 with level M holds 262 alphanumeric characters (ISO/IEC 18004, table 7).
  for (const code of codes) expect(code.length).toBeLessThanOrEqual(262)
  for (const code of codes) expect(code).toMatch(/^[0-9A-Z $%*+\-./:]+$/)
  expect(toSeries(new Uint8Array(MOST_FRAMES * 150 + 1))).toBeUndefined()
})

test('DV-16 what a series carries is deflated, and something else is no series', async () => {
  const text = '{"events":[]}'.repeat(100)
  const bytes = await pack(text)
  expect(bytes.length).toBeLessThan(60)
  expect(await unpack(bytes)).toBe(text)
  expect(await unpack(new Uint8Array([1, 2, 3]))).toBeUndefined()
  expect(await unpack(await pack('x'.repeat(5 * 1024 * 1024)))).toBeUndefined()
})
