import type { Person } from 'shared-schema/domain/people.ts'
import { type Refused, refuse } from '../refusal.ts'
import { writeAudit } from '../storage/audit.ts'
import { findAccountByName, usernameKey } from '../storage/people.ts'
import type { Store } from '../storage/store.ts'
import { matchesSecret, NOBODYS_HASH } from './passwords.ts'
import type { LoginThrottle } from './throttle.ts'

export type SignInAttempt = {
  readonly username: string
  readonly password?: string | undefined
  readonly pin?: string | undefined
  /** The enrolled device it comes from, if any. */
  readonly device?: string | undefined
  /** Address it comes from; counts where there is no device. */
  readonly address: string
}

/**
 * Compares a password or a PIN. A PIN has few digits, so it counts only on an enrolled device, unless `pinAnywhere`.
 * Failures: `login_throttled`, `token_missing`, `credentials_wrong` (which of the two was wrong is never said).
 */
export async function checkSignIn(
  store: Store,
  throttle: LoginThrottle,
  attempt: SignInAttempt,
  pinAnywhere: boolean,
): Promise<{ readonly ok: true; readonly value: Person } | Refused> {
  const username = usernameKey(attempt.username)
  const { password, pin, device } = attempt
  const place = device === undefined ? { address: attempt.address } : { device }
  if (password === undefined && pin === undefined)
    return refuse('credentials_wrong', 'A password or a PIN is needed.')
  if (password === undefined && device === undefined && !pinAnywhere)
    return refuse(
      'token_missing',
      'A PIN counts only together with the X-Device-Token of an enrolled device.',
    )
  const wait = await throttle.attempt(username, place)
  if (wait !== undefined)
    return refuse('login_throttled', `Too many wrong tries; wait ${wait} s.`, { retryAfter: wait })

  const account = await findAccountByName(store.sql, username)
  const known = password === undefined ? account?.pinHash : account?.passwordHash
  const matches = await matchesSecret(known ?? NOBODYS_HASH, password ?? pin ?? '')
  if (!account?.active || !known || !matches) {
    await store.write((tx) =>
      writeAudit(tx, { action: 'login_failed', actor: account?.id, device, detail: { username, ...place } }),
    )
    return refuse('credentials_wrong', 'The name, password or PIN does not match.')
  }
  await throttle.succeeded(username, place)
  const { passwordHash: _password, pinHash: _pin, ...person } = account
  return { ok: true, value: person }
}
