import type { Config } from '../config.ts'
import { lanAddresses } from './addresses.ts'

const LOOPBACK = ['127.0.0.1', '[::1]', '::1', 'localhost']

/**
 * Where another device reaches this server. On a phone `localhost` is the phone itself, so a code made at the server's
 * own screen must carry the address in the network.
 *
 * @param asked address of the request, as the asker's browser knows the server
 * @param addresses of this computer in its network, likely ones first
 * @returns an origin without a slash at its end; undefined when the asker's own serves
 */
export function reachableOrigin(
  asked: string,
  { host, publicUrl }: Partial<Pick<Config, 'host' | 'publicUrl'>>,
  addresses: () => readonly string[] = lanAddresses,
): string | undefined {
  if (publicUrl !== undefined) return publicUrl.replace(/\/$/, '')
  const { protocol, hostname, port } = new URL(asked)
  if (!LOOPBACK.includes(hostname) || (host !== undefined && LOOPBACK.includes(host))) return undefined
  const [address] = addresses()
  return address && `${protocol}//${address}${port === '' ? '' : `:${port}`}`
}
