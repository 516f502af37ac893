import type { Handheld } from '../device/handheld.ts'
import type { Lab } from '../lab.ts'

/** S3: what a worker heard is saved ends in the log. */
export function notArrived(lab: Lab): string | undefined {
  for (const id of lab.ledger.expected.keys())
    if (!lab.host.disk.committed.has(id)) return `${id} has not arrived`
  return undefined
}

/** S3: nothing honest waits for ever, but what a device made that a supervisor has given up. */
export function stillHeld(lab: Lab): string | undefined {
  const held = lab.host.disk.read<{ id: string; reason: string }>(
    "select id, held_reason as reason from work_events where status = 'held'",
  )
  for (const { id, reason } of held) {
    const event = lab.ledger.expected.get(id)
    if (event !== undefined && !lab.gone.has(event.device)) return `${id} is still held: ${reason}`
  }
  return undefined
}

/** S3: no device gives up an honest event. */
export function givenUp(lab: Lab, handheld: Handheld): string | undefined {
  for (const { id, state, code } of handheld.disk.stored().outbox.values())
    if (state === 'refused' && !lab.ledger.poisoned.has(id))
      return `${handheld.name} gave up ${id}: ${String(code)}`
  return undefined
}

/** S3: what a device forgets because it is old, a server has. */
export function forgottenTooEarly(committed: ReadonlyMap<string, unknown>, id: string): string | undefined {
  return committed.has(id) ? undefined : `${id} is forgotten, and no server has it`
}
