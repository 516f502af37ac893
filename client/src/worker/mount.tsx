import { render } from 'solid-js/web'
import type { Replica } from '../replica/replica.ts'
import { createFeedbackSound } from '../scanning/feedback-sound.ts'
import type { AppUpdate } from '../service-worker/update.ts'
import { createScanHub } from './scan-hub.ts'
import { WorkerApp } from './worker-app.tsx'

/** Puts the worker's screens into the page. @returns takes them out again, scanner and sounds included */
export function mountWorker(
  place: HTMLElement,
  { replica, update }: { replica: Replica; update: AppUpdate },
): () => void {
  const hub = createScanHub('Skener · Scanner')
  const sound = createFeedbackSound()
  const dispose = render(() => <WorkerApp replica={replica} update={update} hub={hub} sound={sound} />, place)
  return () => {
    dispose()
    hub.dispose()
    sound.dispose()
  }
}
