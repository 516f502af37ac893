export type Size = { readonly width: number; readonly height: number }
export type Box = Size & { readonly x: number; readonly y: number }

/** Room around the aiming box that is read too, as a share of its size: a code needs blank space at its ends. */
const MARGIN = 0.08

/**
 * The part of a picture that stands under the aiming box.
 *
 * @param picture size of the video in its own pixels
 * @param element size on screen of the video element, which shows the picture by `object-fit: cover`
 * @param box aiming box on screen, relative to the element
 * @returns whole pixels of the picture, never outside it; undefined while either has no size yet
 */
export function underBox(picture: Size, element: Size, box: Box): Box | undefined {
  if (picture.width === 0 || picture.height === 0 || element.width === 0 || element.height === 0)
    return undefined
  const scale = Math.max(element.width / picture.width, element.height / picture.height)
  const hidden = {
    x: (picture.width * scale - element.width) / 2,
    y: (picture.height * scale - element.height) / 2,
  }
  const left = (box.x - box.width * MARGIN + hidden.x) / scale
  const top = (box.y - box.height * MARGIN + hidden.y) / scale
  const x = clamp(Math.floor(left), picture.width - 1)
  const y = clamp(Math.floor(top), picture.height - 1)
  const right = clamp(Math.ceil(left + (box.width * (1 + 2 * MARGIN)) / scale), picture.width)
  const bottom = clamp(Math.ceil(top + (box.height * (1 + 2 * MARGIN)) / scale), picture.height)
  return { x, y, width: Math.max(1, right - x), height: Math.max(1, bottom - y) }
}

function clamp(value: number, max: number): number {
  return Math.min(Math.max(value, 0), max)
}
