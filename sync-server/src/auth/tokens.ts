import { createHash, randomBytes, randomInt } from 'node:crypto'

/** A credential nobody can guess: 32 random bytes in base64url. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What is stored of a credential. It has 256 bits of randomness, so a fast hash is enough. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

// No 0 O 1 I L: a person may have to type what a camera cannot read.
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const CODE_LENGTH = 10

/** An enrolment code, `K7QFM-29XHT`: 49 random bits, good once and for a short while. */
export function newEnrolmentCode(): string {
  const letters = Array.from({ length: CODE_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
  return `${letters.slice(0, 5)}-${letters.slice(5)}`
}

/** The stored form of an enrolment code: typed with or without the dash, in any case. */
export function enrolmentCodeHash(code: string): string {
  return tokenHash(code.toUpperCase().replace(/[^0-9A-Z]/g, ''))
}
