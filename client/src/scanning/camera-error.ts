import type { ErrorCode } from 'shared-schema/domain/error-codes.ts'

/** Why there is no camera picture. */
export type CameraErrorCode = Extract<
  ErrorCode,
  'camera_insecure' | 'camera_denied' | 'camera_missing' | 'camera_busy' | 'camera_failed' | 'decoder_failed'
>

/** Names of the DOMExceptions that getUserMedia rejects with (Media Capture and Streams, section 10.2). */
const meanings: Record<string, CameraErrorCode> = {
  NotAllowedError: 'camera_denied',
  SecurityError: 'camera_denied',
  NotFoundError: 'camera_missing',
  OverconstrainedError: 'camera_missing',
  NotReadableError: 'camera_busy',
  AbortError: 'camera_busy',
}

/** The code for what getUserMedia rejected with. */
export function cameraErrorOf(cause: unknown): CameraErrorCode {
  return cause instanceof Error ? (meanings[cause.name] ?? 'camera_failed') : 'camera_failed'
}
