import bwip from 'bwip-js/node'

/** A code to print: symbology by its bwip-js name, content as a person writes it (`(01)…(10)…` for GS1). */
export type PrintedCode = {
  readonly symbology:
    | 'ean13'
    | 'ean8'
    | 'upca'
    | 'code128'
    | 'gs1-128'
    | 'gs1datamatrix'
    | 'datamatrix'
    | 'qrcode'
    | 'itf14'
  readonly text: string
}

/** A symbol in modules, quiet zone included. `height` of a linear one is chosen so that it looks like a label. */
export type PrintedSymbol = {
  readonly width: number
  readonly height: number
  readonly isDark: (column: number, row: number) => boolean
}

/** Blank modules around a symbol; GS1-128 asks for ten, the others for less. */
const QUIET = 10

/** Lays out a real symbol. Throws on content the symbology does not allow, such as a wrong check digit. */
export function layOut({ symbology, text }: PrintedCode): PrintedSymbol {
  const [drawn] = bwip.raw({ bcid: symbology, text })
  if (drawn === undefined) throw new Error(`nothing drawn for ${text}`)
  if ('pixs' in drawn) {
    const { pixs, pixx, pixy } = drawn
    return framed(pixx, pixy, (column, row) => pixs[row * pixx + column] === 1)
  }
  const bars = drawn.sbs.flatMap((modules, i) => new Array<boolean>(modules).fill(i % 2 === 0))
  return framed(bars.length, Math.round(bars.length * 0.45), (column) => bars[column] ?? false)
}

function framed(width: number, height: number, isDark: PrintedSymbol['isDark']): PrintedSymbol {
  return {
    width: width + 2 * QUIET,
    height: height + 2 * QUIET,
    isDark: (column, row) => {
      const x = column - QUIET
      const y = row - QUIET
      return x >= 0 && y >= 0 && x < width && y < height && isDark(x, y)
    },
  }
}
