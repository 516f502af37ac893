import type { Lab } from '../lab.ts'

/** DV-02: a device gives each number once, unless its storage was taken back. */
export function numberTwice(lab: Lab): string | undefined {
  const numbers = new Map<string, string>()
  for (const { id, body } of lab.host.disk.committed.values()) {
    const { device, seq } = JSON.parse(body) as { device: string; seq: number }
    const twin = numbers.get(`${device} ${seq}`)
    // A restored server counts the desk's own acts again from an older number; ids are what counts.
    const again = lab.rolledBack.has(device) || (lab.restored() && device.startsWith('api-'))
    if (twin !== undefined && !again) return `${device} gave number ${seq} to ${twin} and to ${id}`
    numbers.set(`${device} ${seq}`, id)
  }
  return undefined
}
