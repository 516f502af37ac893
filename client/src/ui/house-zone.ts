import { createSignal } from 'solid-js'

const KEPT_AS = 'magacin.zone'
const [houseZone, setSignal] = createSignal(keptZone() ?? 'Europe/Belgrade')

/** IANA name of the zone whose time the clocks of the warehouse show; the last one heard while there is no server. */
export { houseZone }

/** Takes over the zone the server names, and remembers it for a start without a network. */
export function followHouseZone(zone: string): void {
  if (zone === houseZone() || !isZone(zone)) return
  setSignal(zone)
  try {
    localStorage.setItem(KEPT_AS, zone)
  } catch {
    // Private windows refuse storage; the zone is named again at the next contact.
  }
}

function keptZone(): string | undefined {
  try {
    const kept = localStorage.getItem(KEPT_AS)
    return kept !== null && isZone(kept) ? kept : undefined
  } catch {
    return undefined
  }
}

/** A browser older than a zone's name must show some time rather than none. */
function isZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}
