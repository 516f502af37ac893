import type { Handheld } from '../device/handheld.ts'
import type { Lab } from '../lab.ts'

/** S13: what a restored server has lost comes back from whatever device keeps it, a teammate's too. */
export function notBroughtBack(lab: Lab): string | undefined {
  if (!lab.restored()) return undefined
  for (const id of lab.ledger.acknowledged)
    if (!lab.host.disk.committed.has(id) && lab.ledger.expected.has(id))
      return `${id} was acknowledged before the restore, and nobody brings it back`
  return undefined
}

/**
 * S13: a device knows the present epoch, and counts nothing as sent because a former one had it. A storage that failed may lag
 * behind what the device knows; then it offers more again after a reload.
 */
export function livesInThePast(lab: Lab, handheld: Handheld, epoch: string): string | undefined {
  const { device_storage_aborted, device_storage_full } = lab.world.faults.counts
  if (device_storage_aborted + device_storage_full > 0) return undefined
  const { outbox, meta } = handheld.disk.stored()
  if (lab.restored() && meta.get('epoch') !== epoch)
    return `${handheld.name} has not heard that the server was restored`
  for (const row of outbox.values())
    if (row.state === 'acknowledged' && row.epoch !== epoch)
      return `${handheld.name} believes an acknowledgement of another epoch for ${row.id}`
  return undefined
}

const DAY_MS = 86_400_000
/** What a device keeps for a restored server, but for clocks that somebody set by a day. */
const KEPT_MS = 14 * DAY_MS - 2 * DAY_MS

/** S13: a device keeps what a server has for two weeks, so that a restored one can be healed. */
export function forgottenTooSoon(handheld: Handheld, id: string, wall: number): string | undefined {
  const kept = handheld.disk.stored().events.get(id)
  if (kept === undefined || wall - kept.keptAt > KEPT_MS) return undefined
  return `${handheld.name} forgets ${id} after ${Math.round((wall - kept.keptAt) / DAY_MS)} days`
}

/** S13: a restore begins a new history. */
export function sameHistory(lab: Lab): string | undefined {
  const [row] = lab.host.disk.read<{ value: string }>("select value from meta where key = 'epoch'")
  return lab.restored() && row?.value === lab.epochOfBackup()
    ? 'a restored server keeps its epoch'
    : undefined
}
