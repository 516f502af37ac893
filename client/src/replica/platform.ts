/**
 * What the replica needs of the machine it runs on. Passed in, so that a simulation can bring its own clock,
 * chance and sockets.
 */
export type Platform = {
  /** Wall clock of the device, ms since 1970; people set it back and forth. */
  readonly wall: () => number
  /** Milliseconds since some start; never runs backwards. */
  readonly monotonic: () => number
  /** 0 ≤ x < 1 */
  readonly random: () => number
  readonly randomBytes: (length: number) => Uint8Array<ArrayBuffer>
  /** Calls once after so many ms; returns how to call it off. */
  readonly after: (ms: number, run: () => void) => () => void
  readonly fetch: typeof globalThis.fetch
  readonly openSocket: (url: string) => WebSocket
  /** Absent on a page without a secure origin: then nothing can be signed and nobody can pick. */
  readonly subtle: SubtleCrypto | undefined
  readonly locks: LockManager | undefined
  /** Reaches the other tabs of this device; absent where the browser has no such channel. */
  readonly openTabChannel?: (name: string, listener: (message: unknown) => void) => TabChannel
  /** Charge in percent; undefined where the browser does not tell. */
  readonly battery?: () => Promise<number | undefined>
  readonly storage: Pick<StorageManager, 'persist' | 'persisted' | 'estimate'> | undefined
  /** Calls back when the network changed or the person came back: a good moment to try, or to ask whether the line still lives. */
  readonly onReturn: (listener: () => void) => () => void
}

export type TabChannel = { readonly post: (message: string) => void; readonly close: () => void }

/** The browser as it is; Node 24 is near enough for tests. */
export function browserPlatform(): Platform {
  return {
    wall: () => Date.now(),
    monotonic: () => performance.now(),
    random: () => Math.random(),
    randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
    after: (ms, run) => {
      const timer = setTimeout(run, ms)
      return () => clearTimeout(timer)
    },
    fetch: (...request) => globalThis.fetch(...request),
    openSocket: (url) => new WebSocket(url),
    subtle: globalThis.crypto?.subtle,
    locks: globalThis.navigator?.locks,
    openTabChannel,
    battery: readBattery,
    storage: globalThis.navigator?.storage,
    onReturn: watchReturn,
  }
}

function openTabChannel(name: string, listener: (message: unknown) => void): TabChannel {
  const channel = new BroadcastChannel(name)
  channel.onmessage = (event: MessageEvent) => listener(event.data)
  return { post: (message) => channel.postMessage(message), close: () => channel.close() }
}

async function readBattery(): Promise<number | undefined> {
  const device = globalThis.navigator as
    | { getBattery?: () => Promise<{ readonly level: number }> }
    | undefined
  const battery = await device?.getBattery?.()
  return battery && Math.round(battery.level * 100)
}

function watchReturn(listener: () => void): () => void {
  if (typeof window === 'undefined') return () => {}
  const visible = () => {
    if (document.visibilityState === 'visible') listener()
  }
  window.addEventListener('online', listener)
  // Sockets of a radio that is off stay open for minutes; this lets the line find out in seconds.
  window.addEventListener('offline', listener)
  document.addEventListener('visibilitychange', visible)
  return () => {
    window.removeEventListener('online', listener)
    window.removeEventListener('offline', listener)
    document.removeEventListener('visibilitychange', visible)
  }
}
