import type { CameraErrorCode } from './camera-error.ts'

/** Every text the camera screen shows, in the language of the person. */
export type CameraTexts = {
  /** Name of the screen for screen readers. */
  readonly title: string
  readonly starting: string
  /** What to do now: hold a barcode into the box. */
  readonly aim: string
  readonly paused: string
  readonly torchOn: string
  readonly torchOff: string
  readonly close: string
  readonly retry: string
  /** What happened, that no work is lost, and what to do: scan by trigger or type the code. */
  readonly failures: Readonly<Record<CameraErrorCode, string>>
}
