import type { Box } from './aiming-box.ts'
import type { BarcodeDecoder } from './barcode-decoder.ts'
import type { CameraErrorCode } from './camera-error.ts'
import { type CameraStream, openCameraStream } from './camera-stream.ts'
import { noteSighting, nothingSeen } from './duplicate-filter.ts'
import { createFrameReader } from './frame-reader.ts'
import { openDecoder } from './open-decoder.ts'
import type { Reading, Scan } from './scan.ts'
import { watchFrames } from './watch-frames.ts'

export type CameraState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'looking'; readonly torch: 'none' | 'off' | 'on' }
  /** The page is hidden: the camera is given back until it is seen again. */
  | { readonly kind: 'paused' }
  /** Over until somebody starts a new session. */
  | { readonly kind: 'failed'; readonly code: CameraErrorCode }

export type CameraOptions = {
  readonly video: HTMLVideoElement
  /** Where the aiming box stands now, in CSS pixels relative to the video element. */
  readonly aim: () => Box
  readonly onScan: (scan: Scan) => void
  readonly onState: (state: CameraState) => void
}

export type CameraSession = {
  readonly setTorch: (on: boolean) => Promise<void>
  readonly close: () => void
}

/** A decoder that fails this often in a row is broken, not unlucky. */
const FAILURES_ALLOWED = 5

/** Runs the camera and reports every code shown to it, until closed. Failures come as a state, never thrown. */
export function startCamera({ video, aim, onScan, onState }: CameraOptions): CameraSession {
  const decoderReady = openDecoder().catch(() => undefined)
  const readFrame = createFrameReader(video, aim)
  let stream: CameraStream | undefined
  let stopWatching = () => {}
  let seen = nothingSeen
  let failures = 0
  /** Counts starts and stops, so that what was awaited meanwhile knows that it comes too late. */
  let turn = 0

  const halt = () => {
    turn += 1
    stopWatching()
    stream?.stop()
    stream = undefined
    video.srcObject = null
  }
  const close = () => {
    document.removeEventListener('visibilitychange', followVisibility)
    halt()
    void decoderReady.then((decoder) => decoder?.close())
  }
  const fail = (code: CameraErrorCode) => {
    close()
    onState({ kind: 'failed', code })
  }

  const start = async () => {
    halt()
    const mine = turn
    onState({ kind: 'starting' })
    const opened = await openCameraStream()
    if (mine !== turn) return opened.ok ? opened.value.stop() : undefined
    if (!opened.ok) return fail(opened.failure.code)
    stream = opened.value
    stream.onLost(() => mine === turn && fail('camera_busy'))
    video.srcObject = stream.media
    // Rejects only when a stop came between, which is seen below.
    await video.play().catch(() => {})
    const decoder = await decoderReady
    if (mine !== turn) return
    if (decoder === undefined) return fail('decoder_failed')
    onState({ kind: 'looking', torch: stream.hasTorch ? 'off' : 'none' })
    stopWatching = watchFrames(video, () => look(decoder, mine))
  }
  const look = async (decoder: BarcodeDecoder, mine: number) => {
    const found = await readFrame(decoder).catch(() => 'failure' as const)
    if (mine !== turn) return
    failures = found === 'failure' ? failures + 1 : 0
    if (failures >= FAILURES_ALLOWED) return fail('decoder_failed')
    if (found !== 'failure' && found !== undefined && found.code !== '') note(found)
  }
  const note = ({ code, symbology }: Reading) => {
    const noted = noteSighting(seen, { code, symbology }, performance.now())
    seen = noted.seen
    if (noted.isNew) onScan({ code, symbology, way: 'camera', at: Date.now() })
  }
  const followVisibility = () => {
    if (document.visibilityState === 'visible') {
      void start()
      return
    }
    halt()
    onState({ kind: 'paused' })
  }

  document.addEventListener('visibilitychange', followVisibility)
  followVisibility()
  return {
    setTorch: async (on) => {
      const mine = turn
      if (!stream?.hasTorch) return
      const isOn = await stream.setTorch(on)
      if (mine === turn) onState({ kind: 'looking', torch: isOn ? 'on' : 'off' })
    },
    close,
  }
}
