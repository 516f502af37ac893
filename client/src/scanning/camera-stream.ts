import type { Result } from 'shared-schema/domain/error-codes.ts'
import { type CameraErrorCode, cameraErrorOf } from './camera-error.ts'

/** Properties of the image-capture extension that browsers' type libraries do not know. */
type Extended = { readonly torch?: boolean; readonly focusMode?: readonly string[] }

/** A running camera. */
export type CameraStream = {
  readonly media: MediaStream
  readonly hasTorch: boolean
  /** Switches the light; resolves to whether it is on now. */
  readonly setTorch: (on: boolean) => Promise<boolean>
  /** Calls back once if the device takes the camera away. */
  readonly onLost: (run: () => void) => void
  readonly stop: () => void
}

/** Enough pixels for a long GS1-128 at arm's length; more would only make every frame slower to read. */
const wanted: MediaStreamConstraints = {
  audio: false,
  video: { facingMode: { ideal: 'environment' }, width: { ideal: 1280 }, height: { ideal: 720 } },
}

/** Opens the rear camera, or any camera where there is no rear one. */
export async function openCameraStream(): Promise<Result<CameraStream, { code: CameraErrorCode }>> {
  // Browsers hide the whole API from pages without a secure origin.
  if (!window.isSecureContext) return { ok: false, failure: { code: 'camera_insecure' } }
  if (navigator.mediaDevices === undefined) return { ok: false, failure: { code: 'camera_missing' } }
  try {
    return { ok: true, value: streamOf(await navigator.mediaDevices.getUserMedia(wanted)) }
  } catch (cause) {
    return { ok: false, failure: { code: cameraErrorOf(cause) } }
  }
}

function streamOf(media: MediaStream): CameraStream {
  const track = media.getVideoTracks()[0]
  const able = capabilities(track)
  if (able.focusMode?.includes('continuous')) {
    // A camera that refuses keeps the focus it has; codes are then read a little later.
    track?.applyConstraints(advanced({ focusMode: 'continuous' })).catch(() => {})
  }
  let torch = false
  return {
    media,
    hasTorch: able.torch === true,
    setTorch: async (on) => {
      try {
        await track?.applyConstraints(advanced({ torch: on }))
        torch = on
      } catch {
        // The light is a comfort: without it scanning goes on, and the button shows the truth.
      }
      return torch
    },
    onLost: (run) => track?.addEventListener('ended', run, { once: true }),
    stop: () => {
      for (const each of media.getTracks()) each.stop()
    },
  }
}

function capabilities(track: MediaStreamTrack | undefined): MediaTrackCapabilities & Extended {
  // Firefox has had no getCapabilities for long.
  return track?.getCapabilities?.() ?? {}
}

function advanced(set: object): MediaTrackConstraints {
  return { advanced: [set as MediaTrackConstraintSet] }
}
