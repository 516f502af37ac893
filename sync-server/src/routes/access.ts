import type { Result } from 'shared-schema/domain/error-codes.ts'
import { may, type Permission } from 'shared-schema/domain/people.ts'
import type { Principal } from '../auth/principal.ts'
import { refuse } from '../refusal.ts'

export type PersonPrincipal = Extract<Principal, { kind: 'person' }>
export type DevicePrincipal = Extract<Principal, { kind: 'device' }>

/** Who may call a route; part of its declaration, so that nobody can read a route without seeing it. */
export type Access<P> = {
  /** For the documentation and for tests. */
  readonly says: string
  /** Streams in a browser cannot send headers, so they may carry the token as `?token=`. */
  readonly tokenInQuery?: true
  readonly admit: (principal: Principal | undefined) => Result<P>
}

/** No credential needed. */
export const anyone: Access<undefined> = { says: 'anyone', admit: () => ({ ok: true, value: undefined }) }

/** Any person who signed in. */
export const signedIn: Access<PersonPrincipal> = {
  says: 'signed-in person',
  admit: (principal) => {
    if (!principal) return missing()
    return principal.kind === 'person' ? { ok: true, value: principal } : forbidden()
  },
}

/** A person whose role holds one of these permissions. */
export function permitted(...permissions: readonly Permission[]): Access<PersonPrincipal> {
  return {
    says: permissions.join(' or '),
    admit: (principal) => {
      const person = signedIn.admit(principal)
      if (!person.ok) return person
      return permissions.some((permission) => may(person.value.person.role, permission))
        ? person
        : forbidden()
    },
  }
}

/** An enrolled device of one of these kinds, by its own credential. */
export function devices(...kinds: readonly string[]): Access<DevicePrincipal> {
  return {
    says: `device: ${kinds.join(' or ')}`,
    admit: (principal) => {
      if (!principal) return missing()
      return principal.kind === 'device' && kinds.includes(principal.device.kind)
        ? { ok: true, value: principal }
        : forbidden()
    },
  }
}

/** Whoever one of two rules admits. */
export function either<A, B>(first: Access<A>, second: Access<B>): Access<A | B> {
  return {
    says: `${first.says}, or ${second.says}`,
    admit: (principal) => {
      const admitted = first.admit(principal)
      return admitted.ok ? admitted : second.admit(principal)
    },
  }
}

/** The same rule for a stream of server-sent events. */
export function forStreams<P>(access: Access<P>): Access<P> {
  return { ...access, tokenInQuery: true }
}

function missing(): Result<never> {
  return refuse('token_missing', 'The request carries no credential.')
}

function forbidden(): Result<never> {
  return refuse('forbidden', 'This account or device may not do this.')
}
