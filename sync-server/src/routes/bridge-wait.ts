import type { BridgeOrder } from 'shared-schema/api/bridge.ts'
import { NEW_ORDER, unfinishedOrders } from '../storage/bridge-orders.ts'
import type { Store } from '../storage/store.ts'

/**
 * Unfinished orders, as soon as there are any. Whoever waits holds no connection to the database; a new order wakes it also when another server
 * took it.
 * @param most how long to wait, ms; 0 answers at once
 * @param gone aborted when the asker left or the server stops: then the answer is whatever there is
 */
export async function waitForOrders(store: Store, most: number, gone: AbortSignal): Promise<BridgeOrder[]> {
  let heard: () => void = () => undefined
  const placed = new Promise<void>((resolve) => {
    heard = resolve
  })
  // Listening begins first, so that no order falls between the look and the wait.
  const stop = store.onChange((changes) => {
    if (changes.some(({ topic, key }) => topic === 'pantheon' && key === NEW_ORDER)) heard()
  })
  const timer = setTimeout(heard, most)
  gone.addEventListener('abort', heard)
  try {
    const orders = await read(store)
    if (orders.length > 0 || most === 0 || gone.aborted) return orders
    await placed
    return gone.aborted ? [] : await read(store)
  } finally {
    stop()
    clearTimeout(timer)
    gone.removeEventListener('abort', heard)
  }
}

async function read(store: Store): Promise<BridgeOrder[]> {
  return (await unfinishedOrders(store.sql)).map(({ id, seq, kind, args, by, at }) => ({
    ...{ id, seq, by, at },
    kind: kind as BridgeOrder['kind'],
    args: JSON.parse(args) as BridgeOrder['args'],
  }))
}
