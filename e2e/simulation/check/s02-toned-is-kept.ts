import type { WorkEvent } from 'shared-schema/domain/picking/event.ts'
import type { Handheld } from '../device/handheld.ts'
import type { Lab } from '../lab.ts'

/** S2, at the tone: what it tells of is on the disk. */
export function tonedTooEarly(handheld: Handheld, events: readonly WorkEvent[]): string | undefined {
  const stored = handheld.disk.stored().events
  const missing = events.find(({ id }) => !stored.has(id))
  return missing && `${handheld.name} toned for ${missing.id} before it was on the disk`
}

/** S2, at quiet: what toned is on the device still, unless a fault took its storage back or it was forgotten in due form. */
export function tonedAndLost(lab: Lab, handheld: Handheld): string | undefined {
  const { events } = handheld.disk.stored()
  const device = handheld.device()
  if (lab.rolledBack.has(device)) return undefined
  for (const [id, event] of lab.ledger.expected)
    if (event.device === device && !events.has(id) && !lab.ledger.pruned.has(id))
      return `${handheld.name} toned for ${id} and does not have it`
  return undefined
}
