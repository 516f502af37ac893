import type { BarcodeDecoder, Sighting } from './barcode-decoder.ts'
import { GROUP_SEPARATOR, type Symbology } from './scan.ts'

/** What the Shape Detection API offers of a detector; browsers' type libraries do not know it yet. */
type Detected = {
  readonly rawValue: string
  readonly format: string
  readonly boundingBox: DOMRectReadOnly
}
type Detector = { detect: (source: ImageBitmap) => Promise<Detected[]> }
type DetectorClass = {
  new (options: { formats: string[] }): Detector
  getSupportedFormats: () => Promise<string[]>
}

const symbologies: Record<string, Symbology> = {
  ean_13: 'ean13',
  ean_8: 'ean8',
  upc_a: 'upca',
  code_128: 'code128',
  data_matrix: 'datamatrix',
  qr_code: 'qr',
  itf: 'itf',
  code_39: 'code39',
}
const formats = Object.keys(symbologies)

/** The API tells no symbology identifier: only a separator inside proves that a code is GS1. */
const gs1: Partial<Record<Symbology, Symbology>> = {
  code128: 'gs1-128',
  datamatrix: 'gs1-datamatrix',
  qr: 'gs1-qr',
}

/**
 * The decoder built into the browser, or undefined where there is none, where it lacks a format a warehouse
 * needs, or where it exists in name only (Android without Google's services).
 */
export async function openNativeDecoder(): Promise<BarcodeDecoder | undefined> {
  const DetectorClass = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector
  if (DetectorClass === undefined) return undefined
  try {
    const supported = await DetectorClass.getSupportedFormats()
    if (!formats.every((format) => supported.includes(format))) return undefined
    const detector = new DetectorClass({ formats })
    await detector.detect(await createImageBitmap(new ImageData(16, 16)))
    return decoderWith(detector)
  } catch {
    // Any failure here means the same: use the other decoder.
    return undefined
  }
}

function decoderWith(detector: Detector): BarcodeDecoder {
  return {
    name: 'native',
    decode: async (frame) => {
      const { width, height } = frame
      try {
        return (await detector.detect(frame)).map((found) => toSighting(found, width, height))
      } finally {
        frame.close()
      }
    },
    close: () => {
      // Nothing to release: the detector belongs to the browser.
    },
  }
}

function toSighting({ rawValue, format, boundingBox }: Detected, width: number, height: number): Sighting {
  const plain = symbologies[format] ?? 'unknown'
  // Some platforms hand over the FNC1 that only says "this is GS1"; as a separator it would stand before nothing.
  const code = rawValue.startsWith(GROUP_SEPARATOR) ? rawValue.slice(1) : rawValue
  return {
    code,
    symbology: rawValue.includes(GROUP_SEPARATOR) ? (gs1[plain] ?? plain) : plain,
    x: (boundingBox.x + boundingBox.width / 2) / width,
    y: (boundingBox.y + boundingBox.height / 2) / height,
  }
}
