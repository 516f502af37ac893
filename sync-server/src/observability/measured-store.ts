import type { Store, Write } from '../storage/store.ts'
import { writeFailure } from '../storage/write-failure.ts'
import type { StorageMetrics } from './storage-metrics.ts'

type Meters = Pick<StorageMetrics, 'writeDuration' | 'writeWait' | 'writeFailures' | 'delivery'>

/** The same store with its writes measured, and how long events of other servers took to come here. */
export function measuredStore(store: Store, meters: Meters, now: () => number): Store {
  store.onForeignEvents((events) => {
    for (const { received_at } of events) meters.delivery.observe(Math.max(0, now() - received_at) / 1000)
  })

  async function write<T>(work: (tx: Write) => Promise<T>): Promise<T> {
    const asked = performance.now()
    let begun = asked
    try {
      const result = await store.write((tx) => {
        begun = performance.now()
        return work(tx)
      })
      meters.writeWait.observe((begun - asked) / 1000)
      meters.writeDuration.observe((performance.now() - begun) / 1000)
      return result
    } catch (error) {
      meters.writeFailures.inc({ kind: writeFailure(error) })
      throw error
    }
  }

  return { ...store, write }
}
