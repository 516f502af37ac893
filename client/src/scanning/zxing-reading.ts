import { type ReaderOptions, type ReadResult, readBarcodes } from 'zxing-wasm/reader'
import type { DecodePass, Sighting } from './barcode-decoder.ts'
import { readIdentifier } from './symbology-identifier.ts'

const common: ReaderOptions = {
  formats: ['EAN13', 'EAN8', 'UPCA', 'UPCE', 'Code128', 'DataMatrix', 'QRCode', 'ITF', 'Code39'],
  // The raw element string with ASCII 29; the default would put readable brackets around the identifiers.
  textMode: 'Plain',
  maxNumberOfSymbols: 4,
}

const fast: ReaderOptions = {
  ...common,
  tryHarder: false,
  tryRotate: false,
  tryInvert: false,
  tryDownscale: false,
}
const full: ReaderOptions = {
  ...common,
  tryHarder: true,
  tryRotate: true,
  tryInvert: true,
  tryDownscale: true,
}

/** Reads the codes of a picture; the wasm module must have been prepared. */
export async function readPicture(picture: ImageData, pass: DecodePass): Promise<Sighting[]> {
  const results = await readBarcodes(picture, pass.full ? full : fast)
  return results.filter((result) => result.isValid).map((result) => toSighting(result, picture))
}

function toSighting(result: ReadResult, { width, height }: ImageData): Sighting {
  const { topLeft, topRight, bottomLeft, bottomRight } = result.position
  return {
    ...readIdentifier(result.symbologyIdentifier + result.text),
    x: (topLeft.x + topRight.x + bottomLeft.x + bottomRight.x) / 4 / width,
    y: (topLeft.y + topRight.y + bottomLeft.y + bottomRight.y) / 4 / height,
  }
}
