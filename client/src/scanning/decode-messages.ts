import type { Sighting } from './barcode-decoder.ts'

/** To the decoding worker: one frame, handed over. */
export type DecodeRequest = { readonly id: number; readonly frame: ImageBitmap; readonly full: boolean }

/** From the decoding worker: once whether it can work, then one answer a frame. */
export type DecodeAnswer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'broken'; readonly reason: string }
  | { readonly kind: 'sightings'; readonly id: number; readonly sightings: readonly Sighting[] }
  | { readonly kind: 'failed'; readonly id: number; readonly reason: string }
