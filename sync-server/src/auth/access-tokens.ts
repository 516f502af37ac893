import { errors, jwtVerify, SignJWT } from 'jose'
import type { Result } from 'shared-schema/domain/error-codes.ts'

/** Short enough that a stolen one is soon worthless, long enough that a desk asks four times an hour. */
export const ACCESS_TOKEN_MS = 15 * 60 * 1000
const ISSUER = 'magacin-track'

export type AccessClaims = { readonly person: string; readonly family: string }

/** Signed statements of who signed in; the database still decides at every request whether they may. */
export type AccessTokens = {
  /** @returns the token and when it ends, ms since 1970 */
  readonly issue: (claims: AccessClaims) => Promise<{ readonly token: string; readonly expiresAt: number }>
  /** Failures: `token_expired`, `token_invalid`. */
  readonly verify: (token: string) => Promise<Result<AccessClaims>>
}

/**
 * @param secret at least 32 bytes; whoever knows it can sign in as anybody
 * @param now server clock, ms since 1970
 */
export function makeAccessTokens(secret: Uint8Array, now: () => number): AccessTokens {
  return {
    issue: async ({ person, family }) => {
      const issuedAt = Math.floor(now() / 1000)
      const expiresAt = issuedAt + ACCESS_TOKEN_MS / 1000
      const token = await new SignJWT({ sid: family })
        .setProtectedHeader({ alg: 'HS256' })
        .setIssuer(ISSUER)
        .setSubject(person)
        .setIssuedAt(issuedAt)
        .setExpirationTime(expiresAt)
        .sign(secret)
      return { token, expiresAt: expiresAt * 1000 }
    },
    verify: async (token) => {
      try {
        const { payload } = await jwtVerify(token, secret, {
          algorithms: ['HS256'],
          issuer: ISSUER,
          currentDate: new Date(now()),
        })
        if (typeof payload.sub !== 'string' || typeof payload.sid !== 'string') return invalid()
        return { ok: true, value: { person: payload.sub, family: payload.sid } }
      } catch (error) {
        if (error instanceof errors.JWTExpired)
          return { ok: false, failure: { code: 'token_expired', detail: 'The access token has expired.' } }
        if (error instanceof errors.JOSEError) return invalid()
        throw error
      }
    },
  }
}

/** Tells an access token from a device token by its form: three parts with points between them. */
export function looksLikeAccessToken(token: string): boolean {
  return token.split('.').length === 3
}

function invalid(): Result<never> {
  return { ok: false, failure: { code: 'token_invalid', detail: 'The access token is not one of ours.' } }
}
