import { prepareZXingModule } from 'zxing-wasm/reader'
import wasm from 'zxing-wasm/reader/zxing_reader.wasm?url'
import type { DecodeAnswer, DecodeRequest } from './decode-messages.ts'
import { readPicture } from './zxing-reading.ts'

const canvas = new OffscreenCanvas(1, 1)
// Read back on every frame: a canvas kept by the graphics card would be copied each time.
const context = canvas.getContext('2d', { willReadFrequently: true })

const answer = (message: DecodeAnswer) => self.postMessage(message)

// Without this the module would be fetched from a public network, which a warehouse may not have.
prepareZXingModule({ overrides: { locateFile: () => wasm }, fireImmediately: true }).then(
  () => answer({ kind: 'ready' }),
  (cause: unknown) => answer({ kind: 'broken', reason: String(cause) }),
)

self.addEventListener('message', (event: MessageEvent<DecodeRequest>) => {
  const { id, frame, full } = event.data
  readPicture(pixels(frame), { full }).then(
    (sightings) => answer({ kind: 'sightings', id, sightings }),
    (cause: unknown) => answer({ kind: 'failed', id, reason: String(cause) }),
  )
})

function pixels(frame: ImageBitmap): ImageData {
  if (context === null) throw new Error('no 2d context in this worker')
  const { width, height } = frame
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width
    canvas.height = height
  }
  context.drawImage(frame, 0, 0)
  frame.close()
  return context.getImageData(0, 0, width, height)
}
