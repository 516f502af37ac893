import type { Result } from 'shared-schema/domain/error-codes.ts'
import type { Role } from 'shared-schema/domain/people.ts'

/** Who stands behind a credential presented to a socket. */
export type Caller =
  | { readonly kind: 'device'; readonly device: string; readonly deviceKind: string }
  | { readonly kind: 'person'; readonly person: string; readonly role: Role }

/** What the sockets need of authentication. Implemented in `auth/`. */
export type Credentials = {
  /**
   * Recognizes a device token or an access token.
   * Failures: `token_invalid`, `token_expired`, `device_revoked`.
   */
  readonly identify: (token: string) => Promise<Result<Caller>>
}
