import { randomUUID } from 'node:crypto'
import type { Session } from 'shared-schema/api/auth.ts'
import { may, type Person, permissions } from 'shared-schema/domain/people.ts'
import { type Refused, refuse } from '../refusal.ts'
import { writeAudit } from '../storage/audit.ts'
import { findAccount } from '../storage/people.ts'
import {
  findRefreshToken,
  insertRefreshToken,
  markRefreshTokenUsed,
  type RefreshToken,
  revokeFamily,
} from '../storage/refresh-tokens.ts'
import type { Store, Write } from '../storage/store.ts'
import type { AccessTokens } from './access-tokens.ts'
import { newToken, tokenHash } from './tokens.ts'

/** A desk that was not opened for this long signs in again. */
export const REFRESH_TOKEN_MS = 14 * 24 * 60 * 60 * 1000
/** Two tabs that wake together both send the same token; within this time that is no theft. */
export const REUSE_GRACE_MS = 10_000

export type OpenedSession = Session & { readonly refresh_token: string }
export type Logins = {
  /** Opens a new login within a write; the access token is signed after it. */
  readonly open: (tx: Write, person: Person) => Promise<() => Promise<OpenedSession>>
  /** Failures: `token_invalid`, `token_expired`, `refresh_reused`. */
  readonly refresh: (token: string) => Promise<{ readonly ok: true; readonly value: OpenedSession } | Refused>
  /** Ends the login this token belongs to; an unknown token is not worth an error. */
  readonly end: (token: string) => Promise<void>
}

/** Rotating refresh tokens: each is good once, and one used twice ends everything that descends from its login. */
export function makeLogins(store: Store, access: AccessTokens, timeZone: string): Logins {
  async function open(tx: Write, person: Person, family: string) {
    const token = newToken()
    await insertRefreshToken(tx, {
      hash: tokenHash(token),
      family,
      person: person.id,
      expires_at: tx.now + REFRESH_TOKEN_MS,
    })
    return async (): Promise<OpenedSession> => {
      const signed = await access.issue({ person: person.id, family })
      return {
        access_token: signed.token,
        expires_at: signed.expiresAt,
        refresh_token: token,
        person,
        permissions: permissions.filter((permission) => may(person.role, permission)),
        time_zone: timeZone,
      }
    }
  }

  async function rotate(tx: Write, hash: string) {
    const known = await findRefreshToken(tx.sql, hash)
    const verdict = judge(known, tx.now)
    if (verdict !== 'good' || !known) {
      if (verdict === 'refresh_reused' && known) {
        await revokeFamily(tx, known.family)
        await writeAudit(tx, {
          action: 'refresh_reused',
          actor: known.person,
          detail: { login: known.family },
        })
      }
      return refusals[verdict === 'good' ? 'token_invalid' : verdict]
    }
    const account = await findAccount(tx.sql, known.person)
    if (!account?.active) return refusals.token_invalid
    if (known.used_at === null) await markRefreshTokenUsed(tx, hash)
    const { passwordHash: _password, pinHash: _pin, ...person } = account
    return open(tx, person, known.family)
  }

  return {
    open: (tx, person) => open(tx, person, randomUUID()),
    refresh: async (token) => {
      const rotated = await store.write((tx) => rotate(tx, tokenHash(token)))
      return typeof rotated === 'function' ? { ok: true, value: await rotated() } : rotated
    },
    end: (token) =>
      store.write(async (tx) => {
        const known = await findRefreshToken(tx.sql, tokenHash(token))
        if (!known) return
        await revokeFamily(tx, known.family)
        await writeAudit(tx, { action: 'logout', actor: known.person })
      }),
  }
}

type Verdict = 'good' | 'token_invalid' | 'token_expired' | 'refresh_reused'

function judge(token: RefreshToken | undefined, now: number): Verdict {
  if (!token || token.revoked_at !== null) return 'token_invalid'
  if (token.expires_at <= now) return 'token_expired'
  if (token.used_at === null || now - token.used_at <= REUSE_GRACE_MS) return 'good'
  return 'refresh_reused'
}

const refusals = {
  token_invalid: refuse('token_invalid', 'The refresh token is unknown or its login has ended.'),
  token_expired: refuse('token_expired', 'The refresh token has expired; sign in again.'),
  refresh_reused: refuse('refresh_reused', 'The refresh token was used before; this login was ended.'),
} as const
