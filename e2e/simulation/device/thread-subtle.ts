import { createHmac } from 'node:crypto'

/*
 * WebCrypto answers from other threads, in an order that no seed decides. This answers at once, with the same HMAC. The PIN's
 * derivation is one round of it: what a PIN is worth is not what is simulated.
 */
type Key = { readonly raw: Buffer }

export const threadSubtle = {
  importKey: async (_format: string, raw: Uint8Array): Promise<Key> => ({ raw: Buffer.from(raw) }),
  sign: async (_algorithm: string, key: Key, data: Uint8Array): Promise<ArrayBuffer> => hmac(key.raw, data),
  deriveBits: async (how: { salt: Uint8Array }, key: Key): Promise<ArrayBuffer> => hmac(key.raw, how.salt),
} as unknown as SubtleCrypto

function hmac(key: Buffer, data: Uint8Array): ArrayBuffer {
  return Uint8Array.from(createHmac('sha256', key).update(data).digest()).buffer
}
