import type { Reading } from './scan.ts'

/** A code seen in a frame. `x` and `y` are its centre, each 0 to 1 of the frame. */
export type Sighting = Reading & { readonly x: number; readonly y: number }

/** A fast pass expects an upright, undamaged code; a full pass tries everything and takes some ten times longer. */
export type DecodePass = { readonly full: boolean }

/** Finds codes in pictures. */
export type BarcodeDecoder = {
  readonly name: 'native' | 'zxing'
  /** Takes the frame over and closes it. Rejects when the decoder itself is broken, never for lack of a code. */
  readonly decode: (frame: ImageBitmap, pass: DecodePass) => Promise<readonly Sighting[]>
  readonly close: () => void
}

/** Of several codes in view, the one the person aims at. */
export function nearestToCentre(sightings: readonly Sighting[]): Sighting | undefined {
  const distance = ({ x, y }: Sighting) => Math.hypot(x - 0.5, y - 0.5)
  return sightings.reduce<Sighting | undefined>(
    (nearest, next) => (nearest === undefined || distance(next) < distance(nearest) ? next : nearest),
    undefined,
  )
}
