import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { type Picture, photograph, randomFrom } from './picture.ts'
import { layOut, type PrintedCode } from './symbol.ts'

/** A part of a film: a code held before the camera, or nothing but the table. */
export type Scene = { readonly shows: PrintedCode | 'nothing'; readonly frames: number }

export type Film = {
  readonly scenes: readonly Scene[]
  /** Even numbers: the format shares one colour among four pixels. */
  readonly width?: number
  readonly height?: number
  readonly framesPerSecond?: number
  readonly seed?: number
  /** Degrees by which a code is turned, give or take one for the trembling hand. */
  readonly turned?: number
  readonly fills?: number
  readonly noise?: number
}

/**
 * The frames of a film in order, made one at a time because a whole film does not fit in memory. A hand trembles by
 * a few pixels and one degree; the same seed gives the same film.
 */
export function* framesOf(film: Film): Generator<Picture> {
  const { width = 1280, height = 720, seed = 1, turned = 6, fills = 0.42, noise = 18 } = film
  const random = randomFrom(seed)
  for (const { shows, frames } of film.scenes) {
    const symbol = shows === 'nothing' ? undefined : layOut(shows)
    for (let i = 0; i < frames; i += 1) {
      const tremble = (most: number) => (random() - 0.5) * 2 * most
      const view = { turned: turned + tremble(1), fills, shift: { x: tremble(6), y: tremble(6) }, noise }
      yield photograph(symbol, { width, height }, view, random)
    }
  }
}

/**
 * Writes a film that Chromium plays in place of a camera, over and over:
 * `--use-fake-device-for-media-stream --use-fake-ui-for-media-stream --use-file-for-fake-video-capture=<path>`.
 * The flags hold for a whole browser, so each film needs its own.
 *
 * @param path must end in `.y4m`, by which Chromium knows the format (YUV4MPEG2, 4:2:0)
 */
export async function writeFilm(path: string, film: Film): Promise<void> {
  const { width = 1280, height = 720, framesPerSecond = 15 } = film
  const file = createWriteStream(path)
  const write = async (part: Uint8Array | string) => {
    if (!file.write(part)) await once(file, 'drain')
  }
  const noColour = new Uint8Array((width * height) / 2).fill(128)
  await write(`YUV4MPEG2 W${width} H${height} F${framesPerSecond}:1 Ip A1:1 C420\n`)
  for (const { grey } of framesOf(film)) {
    await write('FRAME\n')
    await write(grey)
    await write(noColour)
  }
  file.end()
  await finished(file)
}
