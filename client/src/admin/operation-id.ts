/**
 * A new id of one operation: 128 random bits in hex. The desk is also opened over plain HTTP in the local network, where
 * browsers have no `crypto.randomUUID`.
 */
export function newOperationId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
