import type { Platform } from './platform.ts'
import type { StorageHealth, Watched } from './replica.ts'
import { createSource, type Source } from './watched.ts'

/** How often the share of the quota is asked for, ms. */
const ASK_EVERY_MS = 5 * 60_000

export type StorageWatch = {
  readonly health: Watched<StorageHealth>
  readonly persist: () => Promise<boolean>
  readonly otherTab: (otherTab: boolean) => void
  readonly stop: () => void
}

/** Watches whether what is stored here is safe: from eviction, from a full disk, from a second tab. */
export function watchStorage(platform: Pick<Platform, 'storage' | 'after'>): StorageWatch {
  const health: Source<StorageHealth> = createSource<StorageHealth>({ persisted: false, otherTab: false })
  let cancel = () => {}

  async function ask(): Promise<void> {
    const [persisted, estimate] = await Promise.all([
      platform.storage?.persisted() ?? false,
      platform.storage?.estimate(),
    ])
    const { otherTab } = health.get()
    const used = estimate?.quota ? (estimate.usage ?? 0) / estimate.quota : undefined
    health.set({ persisted, otherTab, ...(used !== undefined && { used }) })
  }

  function askAndRepeat(): void {
    // A browser that does not tell is one without good news; the next time is soon enough.
    ask().catch(() => {})
    cancel = platform.after(ASK_EVERY_MS, askAndRepeat)
  }

  askAndRepeat()
  return {
    health,
    persist: async () => {
      const granted = (await platform.storage?.persist()) ?? false
      health.set({ ...health.get(), persisted: granted })
      return granted
    },
    otherTab: (otherTab) => health.set({ ...health.get(), otherTab }),
    stop: () => cancel(),
  }
}
