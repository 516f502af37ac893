import { readAnswer } from '../../auth/answer.ts'
import type { DeviceLog, StorageFailure } from '../device-log/device-log-port.ts'
import { KEEP_MS } from '../device-log/prune.ts'
import type { Platform } from '../platform.ts'
import type { Connection, PhotoSummary, Watched } from '../replica.ts'
import type { Source } from '../watched.ts'
import type { PhotoRow, PhotoStore } from './photo-store.ts'

/** 400 kB pass even a poor line in this time, ms. */
const ANSWER_WITHIN_MS = 60_000
/** The first wait after a failure is up to this, each further one up to twice as long, ms … */
const RETRY_FIRST_MS = 1_000
/** … and never longer than this. */
const RETRY_MOST_MS = 60_000

export type PhotoShelf = {
  readonly load: () => Promise<void>
  /** Resolves when the picture is on the disk; an event may name it then and not before. @returns its SHA-256, hex */
  readonly keep: (
    bytes: Uint8Array<ArrayBuffer>,
  ) => Promise<
    { readonly ok: true; readonly sha256: string } | { readonly ok: false; readonly failure: StorageFailure }
  >
  readonly find: (sha256: string) => Promise<Uint8Array<ArrayBuffer> | undefined>
  readonly stop: () => void
}

export type PhotoShelfOptions = {
  readonly baseUrl: string
  readonly platform: Pick<Platform, 'fetch' | 'after' | 'wall' | 'random' | 'subtle'>
  readonly store: PhotoStore
  readonly log: Pick<DeviceLog, 'recall'>
  readonly token: () => string | undefined
  readonly connection: Watched<Connection>
  /** Is told how many photos no server has yet. */
  readonly summary: Source<PhotoSummary>
}

/**
 * Keeps the photos of this device and brings them to the server (SPEC DV-19). They stay two weeks after the present server
 * has them: one that was put back to an earlier state gets them again, as it gets the picks.
 */
export function createPhotoShelf(options: PhotoShelfOptions): PhotoShelf {
  const { platform, store, summary } = options
  const rows = new Map<string, PhotoRow>()
  /** What was taken since this page opened and is not sent: it survives storage that somebody clears meanwhile. */
  const fresh = new Map<string, Uint8Array<ArrayBuffer>>()
  let sending = false
  let sendAgain = false
  let failed = 0
  let stopped = false
  let cancelRetry = () => {}

  function summarize(): void {
    summary.set({ waiting: [...rows.values()].filter(({ sent }) => sent === undefined).length })
  }

  async function put(row: PhotoRow): Promise<void> {
    rows.set(row.sha256, row)
    summarize()
    // Not stored means only that it is offered once more after a reload.
    await store.change(row)
  }

  async function sendAll(): Promise<void> {
    cancelRetry()
    sendAgain = sending
    if (sending || stopped || options.connection.get().state !== 'online') return
    sending = true
    try {
      do {
        sendAgain = false
        if (!(await sendEach())) {
          failed += 1
          const most = Math.min(RETRY_MOST_MS, RETRY_FIRST_MS * 2 ** failed)
          // Full jitter: after an outage a warehouse of phones comes back at once.
          cancelRetry = platform.after(platform.random() * most, () => void sendAll())
          return
        }
        failed = 0
      } while (sendAgain)
    } finally {
      sending = false
    }
  }

  /** @returns false when the server could not take one of them now */
  async function sendEach(): Promise<boolean> {
    if (rows.size === 0) return true
    const token = options.token()
    const epoch = await options.log.recall('epoch')
    if (token === undefined || epoch === undefined) return true
    for (const row of [...rows.values()]) {
      if (row.sent?.epoch === epoch) {
        await forgetOld(row, row.sent.at)
        continue
      }
      const bytes = await find(row.sha256)
      if (bytes === undefined) {
        rows.delete(row.sha256)
        summarize()
        continue
      }
      if (!(await bring(token, row.sha256, bytes))) return false
      fresh.delete(row.sha256)
      await put({ ...row, sent: { epoch, at: platform.wall() } })
    }
    return true
  }

  async function forgetOld(row: PhotoRow, sentAt: number): Promise<void> {
    if (platform.wall() - sentAt <= KEEP_MS) return
    const dropped = await store.drop(row.sha256)
    if (dropped.ok) rows.delete(row.sha256)
  }

  async function bring(token: string, sha256: string, bytes: Uint8Array<ArrayBuffer>): Promise<boolean> {
    try {
      const response = await platform.fetch(`${options.baseUrl}/api/photos/${sha256}`, {
        method: 'PUT',
        headers: { 'content-type': 'image/jpeg', authorization: `Bearer ${token}` },
        body: bytes,
        credentials: 'omit',
        cache: 'no-store',
        signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      })
      return (await readAnswer<unknown>(response)).ok
    } catch {
      // No network after all; the wait or the next line brings the next attempt.
      return false
    }
  }

  async function find(sha256: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    return fresh.get(sha256) ?? (await store.bytes(sha256).catch(() => undefined))
  }

  const stopWatching = options.connection.subscribe(() => void sendAll())
  return {
    find,
    load: async () => {
      // Photos that cannot be read now stay where they are; picking goes on.
      const stored = await store.rows().catch(() => [])
      for (const row of stored) if (!rows.has(row.sha256)) rows.set(row.sha256, row)
      summarize()
      void sendAll()
    },
    keep: async (bytes) => {
      if (platform.subtle === undefined) throw new Error('a photo on a page without cryptography')
      const digest = new Uint8Array(await platform.subtle.digest('SHA-256', bytes))
      const sha256 = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')
      if (rows.has(sha256)) return { ok: true, sha256 }
      const row: PhotoRow = { sha256, takenAt: platform.wall(), size: bytes.length }
      const stored = await store.add(row, bytes)
      if (!stored.ok) return stored
      rows.set(sha256, row)
      fresh.set(sha256, bytes)
      summarize()
      void sendAll()
      return { ok: true, sha256 }
    },
    stop: () => {
      stopped = true
      stopWatching()
      cancelRetry()
      store.close()
    },
  }
}
