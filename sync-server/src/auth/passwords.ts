import { hash, verify } from '@node-rs/argon2'

/** Argon2id, 19 MiB, two passes (OWASP password storage cheat sheet): about 30 ms, away from the event loop. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** @returns the PHC string of a password or PIN; Argon2id is the library's default */
export function hashSecret(secret: string): Promise<string> {
  return hash(secret, cost)
}

/** Tells whether a password or PIN belongs to a PHC string. */
export function matchesSecret(phc: string, secret: string): Promise<boolean> {
  return verify(phc, secret)
}

/** Compared against for unknown names, so that the time of an answer does not tell which names exist. */
export const NOBODYS_HASH =
  '$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'
