import type { Result } from 'shared-schema/domain/error-codes.ts'
import type { Person } from 'shared-schema/domain/people.ts'
import { refuse } from '../refusal.ts'
import { type Device, findDeviceByToken } from '../storage/devices.ts'
import { findAccount } from '../storage/people.ts'
import { isFamilyRevoked } from '../storage/refresh-tokens.ts'
import type { Store } from '../storage/store.ts'
import type { Caller, Credentials } from '../sync/credentials-port.ts'
import { type AccessTokens, looksLikeAccessToken } from './access-tokens.ts'
import { tokenHash } from './tokens.ts'

/** Who makes a request: a person with an access token, or a device with its credential. */
export type Principal =
  | { readonly kind: 'person'; readonly person: Person; readonly family: string }
  | { readonly kind: 'device'; readonly device: Device }

/** Recognizes a device by its credential. Failures: `device_unknown`, `device_revoked`. */
export async function authenticateDevice(sql: Store['sql'], token: string): Promise<Result<Device>> {
  const device = await findDeviceByToken(sql, tokenHash(token))
  if (!device) return refuse('device_unknown', 'No device has this credential.')
  if (device.revoked_at !== null) return refuse('device_revoked', 'The device was revoked by a supervisor.')
  return { ok: true, value: device }
}

/**
 * Recognizes either credential. The account is read at every request, so that a role taken away, an account closed or a
 * login ended counts at once and not when the token runs out.
 */
export async function authenticate(
  sql: Store['sql'],
  access: AccessTokens,
  token: string,
): Promise<Result<Principal>> {
  if (!looksLikeAccessToken(token)) {
    const device = await authenticateDevice(sql, token)
    return device.ok ? { ok: true, value: { kind: 'device', device: device.value } } : device
  }
  const claims = await access.verify(token)
  if (!claims.ok) return claims
  const { person: id, family } = claims.value
  const account = await findAccount(sql, id)
  if (!account?.active || (await isFamilyRevoked(sql, family)))
    return refuse('token_invalid', 'The account was closed or signed out.')
  const { passwordHash: _password, pinHash: _pin, ...person } = account
  return { ok: true, value: { kind: 'person', person, family } }
}

/** What the sockets need of authentication. */
export function makeCredentials(sql: Store['sql'], access: AccessTokens): Credentials {
  return {
    identify: async (token): Promise<Result<Caller>> => {
      const found = await authenticate(sql, access, token)
      if (!found.ok) {
        const { code, detail } = found.failure
        // A socket has one answer for a credential nobody knows, whatever its form.
        return code === 'device_unknown' ? refuse('token_invalid', detail) : found
      }
      const { value } = found
      return value.kind === 'device'
        ? { ok: true, value: { kind: 'device', device: value.device.id, deviceKind: value.device.kind } }
        : { ok: true, value: { kind: 'person', person: value.person.id, role: value.person.role } }
    },
  }
}
