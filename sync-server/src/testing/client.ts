import type { Hono } from 'hono'

export type Answer = {
  readonly status: number
  // Tests look into answers of many shapes; the schemas are checked by the server under test.
  readonly body: Record<string, unknown>
  readonly text: string
  readonly headers: Headers
}

/** A program that calls the API in this process. */
export type Client = {
  readonly get: (path: string, headers?: Record<string, string>) => Promise<Answer>
  readonly post: (path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>
  readonly send: (method: string, path: string, body?: unknown) => Promise<Answer>
  readonly upload: (name: string, content: string | Uint8Array<ArrayBuffer>) => Promise<Answer>
  /** The raw answer, for streams. */
  readonly raw: (path: string, init?: RequestInit) => Promise<Response>
}

export function openClient(app: Hono, token?: string): Client {
  const credential: Record<string, string> = token === undefined ? {} : { Authorization: `Bearer ${token}` }

  async function raw(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = { ...credential, ...(init.headers as Record<string, string> | undefined) }
    return app.request(path, { ...init, headers })
  }
  async function request(path: string, init: RequestInit): Promise<Answer> {
    const response = await raw(path, init)
    const text = await response.text()
    const json = /json/.test(response.headers.get('Content-Type') ?? '')
    return {
      ...{ status: response.status, text, headers: response.headers },
      body: json ? (JSON.parse(text) as Record<string, unknown>) : {},
    }
  }
  const send = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    request(path, {
      method,
      headers: { ...headers, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  return {
    raw,
    get: (path, headers = {}) => request(path, { headers }),
    post: (path, body, headers) => send('POST', path, body, headers),
    send: (method, path, body) => send(method, path, body),
    upload: (name, content) => {
      const form = new FormData()
      form.set('file', new File([content], name))
      return request('/api/import/upload', { method: 'POST', body: form })
    },
  }
}
