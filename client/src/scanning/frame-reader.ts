import { type Box, underBox } from './aiming-box.ts'
import { type BarcodeDecoder, nearestToCentre, type Sighting } from './barcode-decoder.ts'

/** A full pass costs about ten fast ones and finds what they miss: codes upright, inverted or worn. */
const FULL_PASS_EVERY = 5
/** Wider pictures are scaled down: more pixels cost time and read no better. */
const WIDEST = 1280

/**
 * Reads the part of a video that stands under the aiming box.
 *
 * @param aim where the box stands now, in CSS pixels relative to the video element
 * @returns reads the present frame; resolves to the code aimed at, rejects when the decoder is broken
 */
export function createFrameReader(
  video: HTMLVideoElement,
  aim: () => Box,
): (decoder: BarcodeDecoder) => Promise<Sighting | undefined> {
  let frames = 0
  return async (decoder) => {
    const picture = { width: video.videoWidth, height: video.videoHeight }
    const part = underBox(picture, { width: video.clientWidth, height: video.clientHeight }, aim())
    if (part === undefined) return undefined
    frames += 1
    const frame = await grab(video, part)
    return nearestToCentre(await decoder.decode(frame, { full: frames % FULL_PASS_EVERY === 0 }))
  }
}

function grab(video: HTMLVideoElement, { x, y, width, height }: Box): Promise<ImageBitmap> {
  const scale = Math.min(1, WIDEST / width)
  return createImageBitmap(video, x, y, width, height, {
    resizeWidth: Math.round(width * scale),
    resizeHeight: Math.round(height * scale),
  })
}
