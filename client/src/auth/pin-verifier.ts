import type { StoredVerifier } from '../replica/device-log/stored-meta.ts'

/**
 * Rounds of the derivation; about half a second on a handheld. Four digits stay four digits: this slows down
 * whoever copies the storage, and limited tries stop whoever holds the device.
 * Source: OWASP Password Storage Cheat Sheet, PBKDF2-HMAC-SHA256.
 */
export const ITERATIONS = 600_000

export type Known = { readonly worker: string; readonly username: string; readonly name: string }

/** Makes what the PIN is checked against while there is no network. */
export async function makeVerifier(
  subtle: SubtleCrypto,
  known: Known,
  pin: string,
  salt: Uint8Array<ArrayBuffer>,
  now: number,
  iterations = ITERATIONS,
): Promise<StoredVerifier> {
  return { ...known, salt, iterations, hash: await derive(subtle, pin, salt, iterations), madeAt: now }
}

/** Whether the PIN is the one the verifier was made from. */
export async function matchesPin(
  subtle: SubtleCrypto,
  verifier: StoredVerifier,
  pin: string,
): Promise<boolean> {
  const hash = await derive(subtle, pin, verifier.salt, verifier.iterations)
  // The attacker of a timing difference would already be running script here; this costs nothing.
  let difference = hash.length ^ verifier.hash.length
  for (const [index, byte] of hash.entries()) difference |= byte ^ (verifier.hash[index] ?? 0)
  return difference === 0
}

async function derive(
  subtle: SubtleCrypto,
  pin: string,
  salt: Uint8Array<ArrayBuffer>,
  iterations: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const key = await subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, ['deriveBits'])
  const parameters = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations }
  return new Uint8Array(await subtle.deriveBits(parameters, key, 256))
}
