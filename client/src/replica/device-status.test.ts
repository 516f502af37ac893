import { expect, test } from 'vitest'
import { reportStatus } from './device-status.ts'
import type { Line } from './line/line.ts'
import { createSource } from './watched.ts'

test('Milena sees of Ana’s phone what waits, how full it is and how long it will last', async () => {
  const said: unknown[] = []
  const timers: (() => void)[] = []
  const line = {
    connection: createSource({ state: 'online', offset: 12.4 }),
    send: (message: unknown) => said.push(message),
  } as unknown as Line
  const status = reportStatus(
    {
      unsent: createSource({ count: 3, oldestAt: 7, refused: 0 }),
      storage: createSource({ persisted: true, used: 0.4, otherTab: false }),
      signedIn: createSource({ worker: 'p-ana', name: 'Ana', since: 0, online: true }),
    },
    line,
    {
      battery: () => Promise.resolve(81),
      after: (_ms, run) => {
        timers.push(run)
        return () => {}
      },
    },
  )
  await Promise.resolve()
  status.now()
  expect(said).toEqual([
    {
      ...{ type: 'status', unsent: 3, oldest: 7, persisted: true, used: 0.4, offset: 12, battery: 81 },
      worker: 'p-ana',
    },
  ])
  status.stop()
})
