import { createHmac } from 'node:crypto'

/** Gives the key of a device's authentication codes, 32 bytes in base64url. */
export type DeviceKeys = (device: string) => string

/**
 * Derives every device's key from one secret of this database: HMAC-SHA256 over the device's id. A server restored from a
 * backup that is older than a device still knows its key, and so can prove what the device made.
 * @param secret at least 32 bytes; whoever knows it can sign as any device
 */
export function makeDeviceKeys(secret: string): DeviceKeys {
  return (device) => createHmac('sha256', secret).update(`device key of ${device}`).digest('base64url')
}
