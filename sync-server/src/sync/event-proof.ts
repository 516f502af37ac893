import { createHmac, createSecretKey, hash, type KeyObject, timingSafeEqual } from 'node:crypto'

/** A warehouse has a few hundred devices; a key more costs a few hundred bytes, made anew it costs as much as a code. */
const MOST_KEYS = 4_000
const keys = new Map<string, KeyObject>()

function keyObject(key: string): KeyObject {
  const known = keys.get(key)
  if (known !== undefined) return known
  if (keys.size >= MOST_KEYS) keys.clear()
  const made = createSecretKey(key, 'base64url')
  keys.set(key, made)
  return made
}

/** Hash of an event's content (its canonical text, so without the authentication code), hex. */
export function contentHash(canonical: string): string {
  return hash('sha256', canonical, 'hex')
}

/**
 * Authentication code of an event: HMAC-SHA256 over its canonical text, base64url.
 * @param key the device's key from enrolment, base64url
 */
export function authenticationCode(canonical: string, key: string): string {
  // The key as bytes costs four times as much, and a frame of the worst kind asks for 340 codes.
  return createHmac('sha256', keyObject(key)).update(canonical).digest('base64url')
}

/** Whether an event was signed with this key. */
export function isAuthentic(canonical: string, mac: string, key: string): boolean {
  const expected = Buffer.from(authenticationCode(canonical, key))
  const given = Buffer.from(mac)
  return given.length === expected.length && timingSafeEqual(given, expected)
}
