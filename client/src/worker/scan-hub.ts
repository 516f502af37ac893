import type { Scan } from '../scanning/scan.ts'
import { listenToTrigger } from '../scanning/trigger-listener.ts'

type Handler = (scan: Scan) => void

/** Brings every scan, whatever way it came, to the screen that is in front. */
export type ScanHub = {
  /** Takes all scans from now on, until the returned function gives them back to whoever had them before. */
  readonly take: (handler: Handler) => () => void
  /** A scan from the camera or from the keyboard. */
  readonly put: (scan: Scan) => void
  /** Listens to the trigger with these settings instead of the present ones. */
  readonly listen: (settings: { readonly prefix: string; readonly suffix: string }) => void
  readonly dispose: () => void
}

/** @param label name of the invisible scanner field for screen readers */
export function createScanHub(label: string): ScanHub {
  const handlers: Handler[] = []
  const put = (scan: Scan) => handlers.at(-1)?.(scan)
  let stop = listenToTrigger({ onScan: put, label })
  return {
    take: (handler) => {
      handlers.push(handler)
      return () => {
        const at = handlers.lastIndexOf(handler)
        if (at >= 0) handlers.splice(at, 1)
      }
    },
    put,
    listen: (settings) => {
      stop()
      stop = listenToTrigger({ onScan: put, label, settings })
    },
    dispose: () => stop(),
  }
}
