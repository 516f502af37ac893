import type { PersonDocument } from 'shared-schema/api/replication.ts'
import { againText } from 'shared-schema/domain/connect-again.ts'
import type { DeviceLog } from '../replica/device-log/device-log-port.ts'
import type { StoredDevice, StoredSession, StoredVerifier } from '../replica/device-log/stored-meta.ts'
import { importSigningKey, signText } from '../replica/minting/signing-key.ts'
import type { Platform } from '../replica/platform.ts'
import type { SignedIn, SignInFailure, Watched } from '../replica/replica.ts'
import { createSource } from '../replica/watched.ts'
import type { RequestFailure } from './answer.ts'
import { requestEnrolment, requestSignIn } from './device-api.ts'
import { afterWrong, mayTry, triesLeft } from './pin-tries.ts'
import { makeVerifier, matchesPin } from './pin-verifier.ts'

export type SignInOutcome = { readonly ok: true } | { readonly ok: false; readonly failure: SignInFailure }

/** Who this device is and who works with it; both known without a network. */
export type WorkerAuth = {
  readonly device: Watched<StoredDevice | undefined>
  readonly signedIn: Watched<SignedIn | undefined>
  readonly knownWorkers: Watched<readonly string[]>
  readonly load: () => Promise<void>
  readonly enrol: (
    how: { readonly code: string } | { readonly username: string; readonly pin: string },
  ) => Promise<SignInOutcome>
  readonly signIn: (worker: string, pin: string) => Promise<SignInOutcome>
  readonly signOut: () => void
}

export type WorkerAuthOptions = {
  readonly baseUrl: string
  readonly platform: Platform
  readonly log: Pick<DeviceLog, 'recall' | 'recallAll' | 'remember' | 'erase'>
  readonly people: () => readonly PersonDocument[]
  /** Rounds of the PIN derivation, see pin-verifier.ts. */
  readonly iterations?: number
}

/** Enrolment of the device and sign-in of workers. */
export function createWorkerAuth(options: WorkerAuthOptions): WorkerAuth {
  const { platform, log } = options
  const device = createSource<StoredDevice | undefined>(undefined)
  const signedIn = createSource<SignedIn | undefined>(undefined)
  const knownWorkers = createSource<readonly string[]>([])
  const server = { platform, baseUrl: options.baseUrl }

  async function load(): Promise<void> {
    const [known, session, verifiers] = await Promise.all([
      log.recall('device'),
      log.recall('session'),
      log.recallAll('verifier/'),
    ])
    device.set(known)
    knownWorkers.set(verifiers.map(({ worker }) => worker))
    signedIn.set(session)
  }

  async function enrol(how: Parameters<WorkerAuth['enrol']>[0]): Promise<SignInOutcome> {
    const { subtle } = platform
    if (subtle === undefined) return refused({ code: 'origin_insecure' })
    const former = device.get()
    const by = 'code' in how ? how.code : how.username
    const answer = await requestEnrolment(
      server,
      how,
      former && {
        device: former.device,
        proof: await signText(subtle, former.key, againText(former.device, by)),
      },
    )
    if (!answer.ok) return refused(failureOf(answer.failure, platform.wall()))
    const { key, ...enrolled } = answer.value
    if (key === undefined) return refused({ code: 'enrolment_invalid', detail: 'This code enrols a TV.' })
    const stored: StoredDevice = {
      device: enrolled.device,
      name: enrolled.name,
      token: enrolled.token,
      enrolledAt: platform.wall(),
      key: await importSigningKey(subtle, key),
    }
    const kept = await log.remember('device', stored)
    if (!kept.ok) return refused({ code: 'internal', detail: kept.failure.detail })
    device.set(stored)
    return { ok: true }
  }

  async function signIn(worker: string, pin: string): Promise<SignInOutcome> {
    const { subtle } = platform
    const own = device.get()
    if (subtle === undefined) return refused({ code: 'origin_insecure' })
    if (own === undefined) return refused({ code: 'device_unknown', detail: 'This device is not enrolled.' })
    const person = options.people().find(({ id, username }) => id === worker || username === worker)
    const verifier = await findVerifier(person?.id ?? worker)
    const account = person?.id ?? verifier?.worker ?? worker
    const tries = await log.recall(`tries/${account}`)
    const wait = mayTry(tries, platform.wall())
    if (wait !== undefined) return refused({ code: 'login_throttled', ...wait })

    const wrong = async (): Promise<SignInOutcome> => {
      const counted = afterWrong(tries, platform.wall())
      await log.remember(`tries/${account}`, counted)
      return refused(
        counted.retryAt > 0
          ? { code: 'login_throttled', retryAt: counted.retryAt }
          : { code: 'credentials_wrong', triesLeft: triesLeft(counted) },
      )
    }

    const username = person?.username ?? verifier?.username ?? worker
    const answer = await requestSignIn(server, own.token, username, pin)
    if (answer.ok) {
      const { id, name } = answer.value.person
      await keepVerifier(subtle, { worker: id, username: answer.value.person.username, name }, pin)
      if (account !== id) await log.erase(`tries/${account}`)
      return enter({ worker: id, name, since: platform.wall(), online: true })
    }
    if (answer.failure.code === 'credentials_wrong') return wrong()
    const reached = answer.failure.code !== 'network_unreachable'
    if (knowsBetter(answer.failure) || (verifier === undefined && reached)) {
      return refused(failureOf(answer.failure, platform.wall()))
    }
    if (verifier === undefined) return refused({ code: 'first_login_needs_network' })
    if (person?.active === false || !(await matchesPin(subtle, verifier, pin))) return wrong()
    return enter({ worker: verifier.worker, name: verifier.name, since: platform.wall(), online: false })
  }

  async function findVerifier(worker: string): Promise<StoredVerifier | undefined> {
    const direct = await log.recall(`verifier/${worker}`)
    if (direct !== undefined) return direct
    return (await log.recallAll('verifier/')).find(({ username }) => username === worker)
  }

  async function keepVerifier(
    subtle: SubtleCrypto,
    known: Parameters<typeof makeVerifier>[1],
    pin: string,
  ): Promise<void> {
    const salt = platform.randomBytes(16)
    const verifier = await makeVerifier(subtle, known, pin, salt, platform.wall(), options.iterations)
    // Not kept means only that the next sign-in needs the network again.
    const kept = await log.remember(`verifier/${known.worker}`, verifier)
    const others = knownWorkers.get().filter((id) => id !== known.worker)
    if (kept.ok) knownWorkers.set([...others, known.worker])
  }

  async function enter(session: StoredSession): Promise<SignInOutcome> {
    await log.erase(`tries/${session.worker}`)
    // A session that cannot be stored lasts until the next reload; that must not keep anybody from working.
    await log.remember('session', session)
    signedIn.set(session)
    return { ok: true }
  }

  return {
    device,
    signedIn,
    knownWorkers,
    load,
    enrol,
    signIn,
    signOut: () => {
      signedIn.set(undefined)
      void log.erase('session')
    },
  }
}

function refused(failure: SignInFailure): SignInOutcome {
  return { ok: false, failure }
}

/**
 * A server that judged the sign-in knows better than this device. One that is silent, broken or has lost its memory of this device
 * does not: whoever worked here before goes on, for what they pick meanwhile is theirs.
 */
function knowsBetter({ code, status }: RequestFailure): boolean {
  return status < 500 && code !== 'device_unknown' && code !== 'network_unreachable'
}

function failureOf(failure: RequestFailure, now: number): SignInFailure {
  if (failure.code === 'login_throttled') {
    return { code: 'login_throttled', retryAt: now + (failure.retryAfter ?? 60) * 1000 }
  }
  if (failure.code === 'credentials_wrong') return { code: 'credentials_wrong' }
  return { code: failure.code, detail: failure.detail }
}
