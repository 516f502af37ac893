import { hash } from '@node-rs/argon2'

/** A real Argon2id hash at the least cost there is: tests sign in hundreds of times. */
export function cheapHash(secret: string): Promise<string> {
  return hash(secret, { memoryCost: 8, timeCost: 1, parallelism: 1 })
}
