import type { Logger } from 'pino'
import { type DeviceStatus, writeDeviceStatus } from '../storage/device-status.ts'
import type { Store } from '../storage/store.ts'
import { writeFailure } from '../storage/write-failure.ts'

/** Reports of a second become one write: they tell people something, and no pick waits behind them, ms. */
const COLLECT_MS = 1_000

/** Collects what devices say of themselves and writes it now and then. */
export type DeviceReports = {
  readonly report: (device: string, status: DeviceStatus) => void
  /** Writes what is collected; to be called before the store closes. */
  readonly flush: () => Promise<void>
}

/** Makes the collector. A report that cannot be written is logged and dropped: the next one says more. */
export function makeDeviceReports(store: Store, log: Logger): DeviceReports {
  let waiting = new Map<string, DeviceStatus>()
  let timer: NodeJS.Timeout | undefined

  async function flush(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    const statuses = waiting
    waiting = new Map()
    if (statuses.size > 0) await write(statuses)
  }

  async function write(statuses: ReadonlyMap<string, DeviceStatus>): Promise<void> {
    try {
      await store.write((tx) => writeDeviceStatus(tx, statuses))
    } catch (error) {
      log.warn({ err: error, devices: statuses.size }, 'device reports were not written')
      if (statuses.size === 1 || writeFailure(error) === 'away') return
      // One says what no database can hold; nobody else's report is dropped for it.
      for (const one of statuses) await write(new Map([one]))
    }
  }

  return {
    flush,
    report: (device, status) => {
      waiting.set(device, { ...waiting.get(device), ...status })
      timer ??= setTimeout(() => void flush(), COLLECT_MS)
    },
  }
}
