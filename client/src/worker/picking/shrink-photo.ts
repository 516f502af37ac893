/** What the server takes at most, bytes; a little less than it says. */
export const MAX_PHOTO_BYTES = 400_000

/** Longest side in pixels and quality, tried one after the other until the picture is small enough. */
const attempts = [
  [1600, 0.82],
  [1600, 0.7],
  [1280, 0.7],
  [1024, 0.65],
  [800, 0.55],
  [480, 0.5],
] as const

/**
 * Makes a picture of a camera small enough to be kept and sent: a JPEG of at most 400 kB. It is drawn anew, so that what a camera
 * writes beside it, the place above all, stays out.
 * @returns undefined when it is no picture this browser can read
 */
export async function shrinkPhoto(file: Blob): Promise<Uint8Array<ArrayBuffer> | undefined> {
  let picture: ImageBitmap
  try {
    picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
  } catch {
    return undefined
  }
  try {
    for (const [side, quality] of attempts) {
      const drawn = await draw(picture, side, quality)
      if (drawn && drawn.size <= MAX_PHOTO_BYTES) return new Uint8Array(await drawn.arrayBuffer())
    }
    return undefined
  } finally {
    picture.close()
  }
}

function draw(picture: ImageBitmap, side: number, quality: number): Promise<Blob | null> {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(picture.width * scale))
  canvas.height = Math.max(1, Math.round(picture.height * scale))
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality))
}
