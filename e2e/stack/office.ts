import type { Session } from 'shared-schema/api/auth.ts'
import { DEMO_PASSWORD } from '../../sync-server/src/demo/people.ts'

/** A supervisor's program: what an integration would do over the API, and what stories check the screens against. */
export type Office = {
  readonly person: Session['person']
  readonly token: string
  /** @throws with the problem the server named, when the answer is not a success */
  readonly get: <T>(path: string) => Promise<T>
  readonly post: <T>(path: string, body: unknown) => Promise<T>
  readonly patch: <T>(path: string, body: unknown) => Promise<T>
  readonly text: (path: string) => Promise<string>
  /** Uploads a file of requisitions. */
  readonly upload: <T>(name: string, bytes: Uint8Array<ArrayBuffer>) => Promise<T>
}

/** Signs in with the password of the demo. */
export async function openOffice(url: string, username = 'sef'): Promise<Office> {
  const session = await login(url, username)
  const send = async (path: string, init: RequestInit): Promise<Response> => {
    const headers = { ...init.headers, authorization: `Bearer ${session.access_token}` }
    const answer = await fetch(`${url}${path}`, { ...init, headers })
    if (!answer.ok)
      throw new Error(`${init.method ?? 'GET'} ${path}: ${answer.status} ${await answer.text()}`)
    return answer
  }
  const sendJson =
    (method: string) =>
    async <T>(path: string, body: unknown): Promise<T> => {
      const headers = { 'content-type': 'application/json' }
      const answer = await send(path, { method, headers, body: JSON.stringify(body) })
      return (answer.status === 204 ? undefined : await answer.json()) as T
    }
  return {
    person: session.person,
    token: session.access_token,
    get: async <T>(path: string) => (await (await send(path, {})).json()) as T,
    post: sendJson('POST'),
    patch: sendJson('PATCH'),
    text: async (path) => (await send(path, {})).text(),
    upload: async <T>(name: string, bytes: Uint8Array<ArrayBuffer>) => {
      const body = new FormData()
      body.set('file', new Blob([bytes]), name)
      return (await (await send('/api/import/upload', { method: 'POST', body })).json()) as T
    },
  }
}

async function login(url: string, username: string): Promise<Session> {
  const answer = await fetch(`${url}/api/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password: DEMO_PASSWORD, refresh: 'body' }),
  })
  if (!answer.ok) throw new Error(`${username} could not sign in: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as Session
}
