import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { type Film, framesOf, writeFilm } from './film.ts'
import type { Picture } from './picture.ts'
import type { PrintedCode } from './symbol.ts'

const pillow: PrintedCode = { symbology: 'ean13', text: '8600100200434' }
const location: PrintedCode = { symbology: 'code128', text: 'ZA-R01-P01-B01' }
const carton: PrintedCode = { symbology: 'gs1datamatrix', text: '(01)08600100200434(10)AB12(17)261231' }

beforeAll(async () => {
  const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')
  const wasmBinary = new Uint8Array(await readFile(wasm)).buffer
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true })
})

/** Symbology and content of every code in a picture, as the phone's decoder sees it. */
async function read({ width, height, grey }: Picture): Promise<string[]> {
  const data = new Uint8ClampedArray(width * height * 4)
  grey.forEach((level, i) => {
    data.fill(level, i * 4, i * 4 + 3)
    data[i * 4 + 3] = 255
  })
  const image: ImageData = { data, width, height, colorSpace: 'srgb' }
  const found = await readBarcodes(image, { textMode: 'Plain' })
  return found.map((code) => code.symbologyIdentifier + code.text)
}

const shortFilm = (shows: PrintedCode | 'nothing', more: Partial<Film> = {}): Film => ({
  scenes: [{ shows, frames: 2 }],
  width: 640,
  height: 480,
  fills: 0.7,
  ...more,
})

test.each([
  ['the pillow Ana holds up', pillow, ']E08600100200434'],
  ['the label of the shelf', location, ']C0ZA-R01-P01-B01'],
  ['the carton with its batch and date', carton, ']d2010860010020043410AB12\u001d17261231'],
])('every frame shows %s', async (_, code, expected) => {
  for (const frame of framesOf(shortFilm(code))) expect(await read(frame)).toEqual([expected])
})

test('an empty table shows nothing', async () => {
  for (const frame of framesOf(shortFilm('nothing'))) expect(await read(frame)).toEqual([])
})

test('the same seed gives the same film, another seed another one', () => {
  const grey = (seed: number) => [...framesOf(shortFilm(pillow, { seed }))].map((frame) => frame.grey)
  expect(grey(7)).toEqual(grey(7))
  expect(grey(7)).not.toEqual(grey(8))
})

test('the file is a YUV4MPEG2 film of whole frames, and its second frame reads', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'film-'))
  try {
    const file = path.join(folder, 'pillow.y4m')
    await writeFilm(file, shortFilm(pillow, { framesPerSecond: 10 }))
    const bytes = await readFile(file)
    const headerEnd = bytes.indexOf('\n') + 1
    expect(bytes.toString('latin1', 0, headerEnd)).toBe('YUV4MPEG2 W640 H480 F10:1 Ip A1:1 C420\n')
    const frame = 'FRAME\n'.length + (640 * 480 * 3) / 2
    expect(bytes.length).toBe(headerEnd + 2 * frame)
    const second = headerEnd + frame + 'FRAME\n'.length
    const grey = new Uint8Array(bytes.subarray(second, second + 640 * 480))
    expect(await read({ width: 640, height: 480, grey })).toEqual([']E08600100200434'])
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('a wrong check digit is refused when the film is made, not puzzled over in a browser', () => {
  expect(() => [...framesOf(shortFilm({ symbology: 'ean13', text: '8600100200431' }))]).toThrow(
    /check digit/i,
  )
})
