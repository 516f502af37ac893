import { randomBytes } from 'node:crypto'
import type { Result } from 'shared-schema/domain/error-codes.ts'
import { may, type Person } from 'shared-schema/domain/people.ts'
import { type Refused, refuse } from '../refusal.ts'
import { writeAudit } from '../storage/audit.ts'
import { type Device, recordDeviceLogin } from '../storage/devices.ts'
import { keepMeta, readMeta } from '../storage/settings.ts'
import type { Store, Write } from '../storage/store.ts'
import { offerTasksAgain } from '../storage/task-visibility.ts'
import type { Credentials } from '../sync/credentials-port.ts'
import type { Ingest } from '../sync/ingest-port.ts'
import { makeAccessTokens } from './access-tokens.ts'
import {
  type Again,
  connectAgain,
  type DeviceKind,
  type EnrolledDevice,
  enrol,
  enrolByCode,
} from './enrolment.ts'
import { makeLogins, type OpenedSession } from './logins.ts'
import { authenticate, makeCredentials, type Principal } from './principal.ts'
import { checkSignIn, type SignInAttempt } from './sign-in.ts'
import { makeLoginThrottle } from './throttle.ts'

type Outcome<T> = Promise<{ readonly ok: true; readonly value: T } | Refused>
export type Login = Omit<SignInAttempt, 'device'> & { readonly device?: Device | undefined }
export type EnrolmentByLogin = Omit<SignInAttempt, 'device'> & {
  readonly kind: DeviceKind
  readonly name?: string | undefined
  readonly again?: Again | undefined
}

/** Everything about who somebody is. */
export type Auth = {
  readonly credentials: Credentials
  readonly authenticate: (token: string) => Promise<Result<Principal>>
  /** Failures: those of `checkSignIn`. On a device the login is remembered, and events that waited for it are applied. */
  readonly login: (login: Login) => Outcome<OpenedSession>
  readonly refresh: (token: string) => Outcome<OpenedSession>
  readonly logout: (token: string) => Promise<void>
  readonly enrolByCode: (code: string, name: string | undefined, again?: Again) => Outcome<EnrolledDevice>
  /** Enrols with a login instead of a code. Failures: `enrolment_invalid` where that is switched off, `forbidden`. */
  readonly enrolByLogin: (enrolment: EnrolmentByLogin) => Outcome<EnrolledDevice>
}

export type AuthDeps = {
  readonly store: Store
  readonly ingest: Pick<Ingest, 'applyHeld'>
  readonly secret: Uint8Array
  readonly enrolAtLogin: boolean
  /** IANA name of the zone of the warehouse. */
  readonly timeZone: string
  readonly now: () => number
}

export function makeAuth({ store, ingest, secret, enrolAtLogin, timeZone, now }: AuthDeps): Auth {
  const access = makeAccessTokens(secret, now)
  const logins = makeLogins(store, access, timeZone)
  const throttle = makeLoginThrottle()

  /** Events that name this person may now be applied; tasks of this person may now be seen on the device. */
  async function signInOnDevice(tx: Write, device: string, person: Person) {
    if (await recordDeviceLogin(tx, device, person.id)) await offerTasksAgain(tx, person.id)
  }

  return {
    credentials: makeCredentials(store.sql, access),
    authenticate: (token) => authenticate(store.sql, access, token),
    login: async ({ device, ...attempt }) => {
      const checked = await checkSignIn(store, throttle, { ...attempt, device: device?.id }, enrolAtLogin)
      if (!checked.ok) return checked
      const person = checked.value
      const sign = await store.write(async (tx) => {
        if (device) await signInOnDevice(tx, device.id, person)
        await writeAudit(tx, { action: 'login', actor: person.id, device: device?.id })
        return logins.open(tx, person)
      })
      if (device) await ingest.applyHeld(device.id, person.id)
      return { ok: true, value: await sign() }
    },
    refresh: logins.refresh,
    logout: logins.end,
    enrolByCode: async (code, name, again) => {
      const enrolled = await enrolByCode(store, code, name, again)
      // What was held because the device was revoked counts now.
      if (enrolled.ok && again?.device === enrolled.value.device) await ingest.applyHeld(again.device)
      return enrolled
    },
    enrolByLogin: async ({ kind, name, again, ...attempt }) => {
      if (!enrolAtLogin) return refuse('enrolment_invalid', 'This server enrols devices by code only.')
      const checked = await checkSignIn(store, throttle, attempt, true)
      if (!checked.ok) return checked
      const person = checked.value
      if (kind === 'tv' && !may(person.role, 'device.enrol'))
        return refuse('forbidden', 'A TV is enrolled by a supervisor.')
      const value = await store.write(async (tx) => {
        // Who revoked the device decides whether it comes back, so a login is not enough for that.
        const proven = again && { ...again, text: attempt.username, by: person.id, revokedToo: false }
        const same = proven && kind === 'handheld' ? await connectAgain(tx, proven) : undefined
        const enrolled = same ?? (await enrol(tx, kind, name, person.id))
        if (kind === 'handheld') await signInOnDevice(tx, enrolled.device, person)
        return enrolled
      })
      return { ok: true, value }
    },
  }
}

/** The secret of the access tokens: given by the environment, or made once and kept in the database. */
export async function tokenSecret(store: Store, given: string | undefined): Promise<Uint8Array> {
  if (given !== undefined && given !== '') return Buffer.from(given, 'utf8')
  const kept =
    (await readMeta(store.sql, 'token_secret')) ??
    (await store.write((tx) => keepMeta(tx, 'token_secret', randomBytes(32).toString('base64url'))))
  return Buffer.from(kept, 'base64url')
}
