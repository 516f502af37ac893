import type { Handheld } from '../device/handheld.ts'

/** How long queues may take to drain once nothing fails any more: the slowest retry is a minute, ms. */
export const DRAINED_WITHIN_MS = 10 * 60_000

/** S10: the device is connected, and nothing on it waits. */
export function stillWaiting(handheld: Handheld): string | undefined {
  const replica = handheld.front()?.replica
  if (replica === undefined) return `${handheld.name} does not open`
  const { state, blocked } = replica.connection.get()
  if (state !== 'online') return `${handheld.name} is not online: ${blocked ?? state}`
  const carried = replica.carried.get().count
  if (carried > 0) return `${handheld.name} carries ${carried} for others`
  const { count } = replica.unsent.get()
  return count > 0 ? `${handheld.name} keeps ${count} unsent` : undefined
}
