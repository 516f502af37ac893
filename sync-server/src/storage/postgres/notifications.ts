import pg from 'pg'
import { connectionOptions } from './connections.ts'

const CHANNEL = 'magacin_writes'
/** A lost line to the database is made again after this time, and up to twice it, ms: not all nodes at once. */
const AGAIN_AFTER_MS = 500

/** Tells that a node committed a write. To be used within its transaction: it leaves with the commit or not at all. */
export type Notice = { readonly node: string; readonly seq: number }

export function noticeArguments(notice: Notice): readonly [channel: string, payload: string] {
  return [CHANNEL, `${notice.seq} ${notice.node}`]
}

/**
 * Listens to the writes of all nodes on a connection of its own, and makes that connection again whenever it breaks.
 * @param heard hears of each write, and of `undefined` when the line is there again: something may have been missed
 * @param failed hears why a line was lost
 * @returns how to stop
 */
export function listenToNotices(
  url: string,
  heard: (notice: Notice | undefined) => void,
  failed: (error: Error) => void,
): () => Promise<void> {
  let stopped = false
  let client: pg.Client | undefined
  let timer: NodeJS.Timeout | undefined

  async function open(): Promise<void> {
    const opened = new pg.Client(connectionOptions(url))
    client = opened
    const lost = (error?: Error) => {
      if (client !== opened) return
      client = undefined
      // A line that is given up while it is still being made complains of that.
      if (error !== undefined && !stopped) failed(error)
      if (!stopped) timer = setTimeout(() => void open(), AGAIN_AFTER_MS * (1 + Math.random()))
      // Whatever state it is in, it must not linger.
      opened.end().catch(() => undefined)
    }
    opened.on('error', lost)
    opened.on('end', () => lost())
    opened.on('notification', ({ payload = '' }) => {
      const space = payload.indexOf(' ')
      heard({ seq: Number(payload.slice(0, space)), node: payload.slice(space + 1) })
    })
    try {
      await opened.connect()
      await opened.query(`listen ${CHANNEL}`)
      heard(undefined)
    } catch (error) {
      lost(error instanceof Error ? error : new Error(String(error)))
    }
  }

  void open()
  return async () => {
    stopped = true
    clearTimeout(timer)
    await client?.end().catch(() => undefined)
  }
}
