import type { deviceTokenResponse, Session } from 'shared-schema/api/auth.ts'
import type * as z from 'zod'

/** A device enrolled by a worker's own login, with that worker signed in on it: all over the API, without a browser. */
export type Handheld = {
  readonly device: string
  /** Credential of the device. */
  readonly token: string
  /** Key of the authentication codes of its events, base64url. */
  readonly key: string
  /** Access token of the worker on this device. */
  readonly access: string
  /** Acts as the worker over the API. @throws with the problem the server named */
  readonly post: <T>(path: string, body: unknown) => Promise<T>
}

/** Enrols and signs in, as the app does at the first login of the demo. */
export async function enrolHandheld(url: string, username: string, pin: string): Promise<Handheld> {
  const enrolled = await post<z.infer<typeof deviceTokenResponse>>(`${url}/api/auth/device-token`, {
    username,
    pin,
  })
  const session = await post<Session>(
    `${url}/api/auth/login`,
    { username, pin, refresh: 'body' },
    { 'x-device-token': enrolled.token },
  )
  const authorization = { authorization: `Bearer ${session.access_token}` }
  return {
    device: enrolled.device,
    token: enrolled.token,
    key: enrolled.key ?? '',
    access: session.access_token,
    post: (path, body) => post(`${url}${path}`, body, authorization),
  }
}

async function post<T>(address: string, body: unknown, headers: Record<string, string> = {}): Promise<T> {
  const answer = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`POST ${address}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as T
}
