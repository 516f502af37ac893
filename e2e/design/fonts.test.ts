import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { expect, test } from 'vitest'

const css = readFileSync(
  path.join(import.meta.dirname, '..', '..', 'client', 'src', 'ui', 'fonts.css'),
  'utf8',
)
const resolve = createRequire(import.meta.url).resolve

type Face = { readonly file: string; readonly ranges: readonly (readonly [number, number])[] }

/** Every face of the style sheet with its file and the code points it is asked for. */
const faces: Face[] = css.split('@font-face').flatMap((face) => {
  const file = /url\("(.+?)"\)/.exec(face)?.[1]
  const ranges = /unicode-range:([^;]+);/.exec(face)?.[1]
  if (file === undefined || ranges === undefined) return []
  return [
    {
      file,
      ranges: ranges.split(',').map((range) => {
        const [from = '', to = from] = range.trim().slice(2).split('-')
        return [Number.parseInt(from, 16), Number.parseInt(to, 16)] as const
      }),
    },
  ]
})

/**
 * The code points a WOFF2 file has glyphs for: its table directory, the Brotli stream behind it, and in that the
 * character map of format 4 (W3C WOFF 2.0, section 4; OpenType cmap).
 */
function characters(file: string): Set<number> {
  const bytes = readFileSync(resolve(file))
  const tables = bytes.readUInt16BE(12)
  const compressed = bytes.readUInt32BE(20)
  let at = 48
  const base128 = () => {
    let value = 0
    for (;;) {
      const byte = bytes.readUInt8(at)
      at += 1
      value = (value << 7) | (byte & 0x7f)
      if ((byte & 0x80) === 0) return value
    }
  }
  let offset = 0
  let found = -1
  for (let table = 0; table < tables; table += 1) {
    const flags = bytes.readUInt8(at)
    at += 1
    const known = flags & 0x3f
    if (known === 63) at += 4
    const length = base128()
    // glyf and loca are stored transformed unless their version is 3, the others only if it is not 0.
    const version = flags >> 6
    const transformed = known === 10 || known === 11 ? version !== 3 : version !== 0
    const stored = transformed ? base128() : length
    if (known === 0) found = offset
    offset += stored
  }
  if (found < 0) throw new Error(`${file} has no character map`)
  return format4(brotliDecompressSync(bytes.subarray(at, at + compressed)).subarray(found))
}

function format4(cmap: Buffer): Set<number> {
  const points = new Set<number>()
  for (let record = 0; record < cmap.readUInt16BE(2); record += 1) {
    const table = cmap.subarray(cmap.readUInt32BE(4 + record * 8 + 4))
    if (table.readUInt16BE(0) !== 4) continue
    const segments = table.readUInt16BE(6) / 2
    for (let segment = 0; segment < segments; segment += 1) {
      const last = table.readUInt16BE(14 + segment * 2)
      const first = table.readUInt16BE(16 + segments * 2 + segment * 2)
      for (let point = first; point <= last && point < 0xffff; point += 1) points.add(point)
    }
  }
  return points
}

for (const family of ['next', 'mono']) {
  for (const weight of ['400', '700']) {
    test(`Atkinson Hyperlegible ${family} ${weight} has the letters of the language and the signs of the screens`, () => {
      const own = faces.filter(({ file }) => file.includes(`-${family}-`) && file.includes(`-${weight}-`))
      const loaded = own.map((face) => ({ ...face, has: characters(face.file) }))
      for (const letter of 'čćžšđČĆŽŠĐabcXYZ0123456789,.-–/×²…“”') {
        const point = letter.codePointAt(0) ?? 0
        const asked = loaded.filter(({ ranges }) => ranges.some(([from, to]) => point >= from && point <= to))
        expect(asked, letter).toHaveLength(1)
        expect(asked[0]?.has.has(point), letter).toBe(true)
      }
    })
  }
}
