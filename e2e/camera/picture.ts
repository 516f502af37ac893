import type { PrintedSymbol } from './symbol.ts'

/** A grey picture, one byte a pixel, row by row. */
export type Picture = {
  readonly width: number
  readonly height: number
  readonly grey: Uint8Array<ArrayBuffer>
}

/** How a camera sees a label. */
export type View = {
  /** Degrees by which the label is turned. */
  readonly turned: number
  /** Share of the picture that the symbol fills, at its tighter side. */
  readonly fills: number
  /** Shift from the middle of the picture, in pixels. */
  readonly shift: { readonly x: number; readonly y: number }
  /** Greatest deviation of a pixel by noise, in grey levels of 255. */
  readonly noise: number
}

/** A source of numbers from 0 to 1, the same ones for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const INK = 34
const PAPER = 226
const TABLE = 128
/** Samples along each side of a pixel: enough that edges blur as behind a lens. */
const SAMPLES = 2

/** Photographs a symbol lying on a grey table; without a symbol, the table alone. */
export function photograph(
  symbol: PrintedSymbol | undefined,
  size: { width: number; height: number },
  view: View,
  random: () => number,
): Picture {
  const { width, height } = size
  const grey = new Uint8Array(width * height)
  const shade = symbol ? shadeOf(symbol, size, view) : () => TABLE
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const level = shade(x, y) + (random() - 0.5) * 2 * view.noise
      grey[y * width + x] = Math.max(0, Math.min(255, Math.round(level)))
    }
  }
  return { width, height, grey }
}

function shadeOf(symbol: PrintedSymbol, { width, height }: { width: number; height: number }, view: View) {
  const module = view.fills * Math.min(width / symbol.width, height / symbol.height)
  const angle = (view.turned * Math.PI) / 180
  const across = Math.cos(angle) / module
  const down = Math.sin(angle) / module
  const centre = { x: width / 2 + view.shift.x, y: height / 2 + view.shift.y }

  const sample = (x: number, y: number): number => {
    const column = Math.floor((x - centre.x) * across + (y - centre.y) * down + symbol.width / 2)
    const row = Math.floor((y - centre.y) * across - (x - centre.x) * down + symbol.height / 2)
    if (column < 0 || row < 0 || column >= symbol.width || row >= symbol.height) return TABLE
    return symbol.isDark(column, row) ? INK : PAPER
  }
  return (x: number, y: number): number => {
    let sum = 0
    for (let i = 0; i < SAMPLES; i += 1) {
      for (let j = 0; j < SAMPLES; j += 1) sum += sample(x + (i + 0.5) / SAMPLES, y + (j + 0.5) / SAMPLES)
    }
    return sum / SAMPLES ** 2
  }
}
