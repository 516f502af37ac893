import { canonicalEvent } from 'shared-schema/domain/picking/canonical.ts'
import type { UnsignedEvent, WorkEvent } from 'shared-schema/domain/picking/event.ts'
import { fromBase64Url, toBase64Url } from './base64url.ts'

const utf8 = new TextEncoder()

/**
 * Turns the key from enrolment into one that scripts can use but not read.
 * @param key 32 bytes in base64url
 */
export function importSigningKey(subtle: SubtleCrypto, key: string): Promise<CryptoKey> {
  return subtle.importKey('raw', fromBase64Url(key), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
}

/** Signs a text with the key of this device. @returns HMAC-SHA256, base64url */
export async function signText(subtle: SubtleCrypto, key: CryptoKey, text: string): Promise<string> {
  return toBase64Url(new Uint8Array(await subtle.sign('HMAC', key, utf8.encode(text))))
}

/** Adds the authentication code: HMAC-SHA256 over the canonical event (SPEC SY-04). */
export async function signEvent(
  subtle: SubtleCrypto,
  key: CryptoKey,
  event: UnsignedEvent,
): Promise<WorkEvent> {
  return { ...event, mac: await signText(subtle, key, canonicalEvent(event)) } as WorkEvent
}
