import { render, screen } from '@solidjs/testing-library'
import { createSource } from '../../replica/watched.ts'
import type { Scan } from '../../scanning/scan.ts'
import type { AppKept } from '../../service-worker/update.ts'
import { catalogue, plan } from '../picking/picking-fixture.ts'
import type { ScanHub } from '../scan-hub.ts'
import { WorkerApp } from '../worker-app.tsx'
import { createMemoryReplica } from './memory-replica.ts'

/** The app on Ana's phone, with a scanner and a loudspeaker that tell what was heard. */
export function openApp(start: Partial<Parameters<typeof createMemoryReplica>[0]> = {}) {
  const memory = createMemoryReplica({ tasks: [plan], catalogue, signedIn: 'p-ana', ...start })
  const heard: string[] = []
  const handlers: ((scan: Scan) => void)[] = []
  const hub: ScanHub = {
    take: (handler) => {
      handlers.push(handler)
      return () => handlers.splice(handlers.lastIndexOf(handler), 1)
    },
    put: (scan) => handlers.at(-1)?.(scan),
    listen: () => {},
    dispose: () => {},
  }
  const update = {
    available: createSource(false),
    kept: createSource<AppKept>('kept'),
    look: () => heard.push('look'),
    apply: () => heard.push('update'),
  }
  render(() => (
    <WorkerApp
      replica={memory.replica}
      update={update}
      hub={hub}
      sound={{ play: (kind) => heard.push(kind), dispose: () => {} }}
    />
  ))
  let clock = Date.now()
  return {
    ...memory,
    update,
    heard,
    /** Pulls the trigger; a breath passes between two pulls. */
    scan: async (code: string, breath = 1_000) => {
      clock += breath
      hub.put({ code, symbology: 'unknown', way: 'trigger', at: clock })
      await settled()
    },
    press: async (name: string | RegExp) => {
      // Some screens come over the network, or from the device, when they are first opened.
      ;(await screen.findByRole('button', { name })).click()
      await settled()
    },
    picked: () =>
      memory
        .events(plan.id)
        .get()
        .filter(({ type }) => type === 'picked'),
    count: () => screen.getByTestId('count').textContent,
    feedback: () => screen.queryByTestId('feedback'),
  }
}

/** Lets promises and the effects behind them run. */
export const settled = () => new Promise((resolve) => setTimeout(resolve, 0))
/** Takes the address of the task, before or after the app is open. */
export const inTask = () => {
  location.hash = '#/task/task-1'
}
