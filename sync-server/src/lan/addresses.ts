import { hostname, networkInterfaces } from 'node:os'

/** What a network interface says of itself, as far as this file cares. */
export type Interfaces = Readonly<
  Record<
    string,
    readonly { readonly address: string; readonly family: string; readonly internal: boolean }[] | undefined
  >
>

/** Bridges of containers and virtual machines: phones never reach this computer through them. */
const VIRTUAL = /^(docker|br-|veth|virbr|vboxnet|vmnet|tun|tap|wg|zt|tailscale)/i

/** IPv4 addresses under which phones on the same network may reach this computer, likely ones first. */
export function lanAddresses(interfaces: Interfaces = networkInterfaces()): string[] {
  const found = Object.entries(interfaces).flatMap(([name, addresses]) =>
    (addresses ?? [])
      .filter((each) => each.family === 'IPv4' && !each.internal)
      .map((each) => ({ address: each.address, virtual: VIRTUAL.test(name) })),
  )
  const real = found.filter((each) => !each.virtual)
  return [...new Set((real.length > 0 ? real : found).map((each) => each.address))]
}

/** Names and addresses a certificate must stand for. */
export function certificateNames(interfaces?: Interfaces): { names: string[]; addresses: string[] } {
  const name = hostname().toLowerCase()
  const local = name.endsWith('.local') ? [name] : [name, `${name}.local`]
  return { names: ['localhost', ...local], addresses: ['127.0.0.1', '::1', ...lanAddresses(interfaces)] }
}
