import type { Handheld } from '../device/handheld.ts'
import type { Lab } from '../lab.ts'

/** S9: only frames of somebody hostile, and those with an event that is broken, are in quarantine. */
export function quarantinedForNothing(lab: Lab): string | undefined {
  const rows = lab.host.disk.read<{ device: string; code: string; events: string; detail: string }>(
    'select device, code, events, detail from quarantine',
  )
  for (const { device, code, events, detail } of rows) {
    const poison = (JSON.parse(events) as string[]).some((id) => lab.ledger.poisoned.has(id))
    if (!lab.hostileDevices.has(device) && !poison)
      return `a frame of ${device} is in quarantine: ${code}, ${detail}`
  }
  return undefined
}

/** S9: a device thinks of nothing but poison that it was refused. */
export function blamedForNothing(lab: Lab, handheld: Handheld): string | undefined {
  for (const { id, refused } of handheld.disk.stored().events.values())
    if (refused !== undefined && !lab.ledger.poisoned.has(id))
      return `${handheld.name} thinks ${id} was refused: ${refused}`
  return undefined
}

/** S9: poison is not the end: the device that made it is told, and has nothing that waits behind it. */
export function poisonUnknown(lab: Lab, handheld: Handheld): string | undefined {
  const replica = handheld.front()?.replica
  for (const id of lab.ledger.poisoned) {
    const state = replica?.outboxState(id)
    if (state === 'here' || state === 'sent')
      return `${handheld.name} offers ${id} for ever, whose code is broken`
  }
  return undefined
}
