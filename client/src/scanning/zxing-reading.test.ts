import { beforeAll, expect, test } from 'vitest'
import { prepareZXingModule } from 'zxing-wasm/reader'
import wasm from 'zxing-wasm/reader/zxing_reader.wasm?url&inline'
import { readPicture } from './zxing-reading.ts'

/** The EAN-13 8600100200434 as its 95 modules, dark ones as 1 (GS1 General Specifications, section 5.2). */
const pillow =
  '10101011110100111000110101100110100111000110101010110110011100101110010101110010000101011100101'

beforeAll(async () => {
  const wasmBinary = await (await fetch(wasm)).arrayBuffer()
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true })
})

const MODULE = 4
const PAPER = { width: 640, height: 640 }

/** The label on white paper, its bars standing or lying. */
function label(bars: 'standing' | 'lying'): ImageData {
  const { width, height } = PAPER
  const data = new Uint8ClampedArray(width * height * 4).fill(255)
  for (let along = 0; along < pillow.length * MODULE; along += 1) {
    if (pillow.charAt(Math.floor(along / MODULE)) === '0') continue
    for (let across = 200; across < 320; across += 1) {
      const [x, y] = bars === 'standing' ? [along + 100, across] : [across, along + 100]
      data.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3)
    }
  }
  return { data, width, height, colorSpace: 'srgb' }
}

test('a fast pass reads a label with standing bars and says where it is', async () => {
  const [found, ...others] = await readPicture(label('standing'), { full: false })
  expect(others).toEqual([])
  expect(found).toMatchObject({ code: '8600100200434', symbology: 'ean13' })
  expect(found?.x).toBeCloseTo((100 + (95 * MODULE) / 2) / PAPER.width, 1)
  expect(found?.y).toBeCloseTo(260 / PAPER.height, 1)
})

test('a label on its side is left to the full pass', async () => {
  expect(await readPicture(label('lying'), { full: false })).toEqual([])
  expect(await readPicture(label('lying'), { full: true })).toMatchObject([{ code: '8600100200434' }])
})
