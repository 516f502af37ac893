import type { deviceTokenResponse, Session } from 'shared-schema/api/auth.ts'
import type { Platform } from '../replica/platform.ts'
import { type Answer, readAnswer, unreachable } from './answer.ts'

export type Enrolled = ReturnType<(typeof deviceTokenResponse)['parse']>

/** A worker waits for the server this long before the PIN is checked here, ms. */
export const SIGN_IN_WITHIN_MS = 3_000
/** Enrolling needs the server, so it may take longer, ms. */
const ENROL_WITHIN_MS = 15_000

type Server = { readonly platform: Pick<Platform, 'fetch'>; readonly baseUrl: string }

/** POST /api/auth/device-token. @param again who this device was before, with the proof */
export function requestEnrolment(
  server: Server,
  how: { readonly code: string } | { readonly username: string; readonly pin: string },
  again?: { readonly device: string; readonly proof: string },
): Promise<Answer<Enrolled>> {
  const body = { ...how, kind: 'handheld', ...(again && { again }) }
  return post(server, '/api/auth/device-token', body, {}, ENROL_WITHIN_MS)
}

/** POST /api/auth/login with the device's credential, so that its events may name this worker. */
export function requestSignIn(
  server: Server,
  token: string,
  username: string,
  pin: string,
): Promise<Answer<Session>> {
  const headers = { 'x-device-token': token }
  // The handheld needs no session of the worker: the device's own credential pulls and sends.
  return post(server, '/api/auth/login', { username, pin, refresh: 'body' }, headers, SIGN_IN_WITHIN_MS)
}

async function post<T>(
  { platform, baseUrl }: Server,
  path: string,
  body: unknown,
  headers: Readonly<Record<string, string>>,
  within: number,
): Promise<Answer<T>> {
  try {
    const response = await platform.fetch(`${baseUrl}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
      credentials: 'omit',
      cache: 'no-store',
      signal: AbortSignal.timeout(within),
    })
    return await readAnswer<T>(response)
  } catch (error) {
    return { ok: false, failure: unreachable(error) }
  }
}
