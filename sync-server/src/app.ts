import { Hono } from 'hono'
import { PROTOCOL_VERSION } from 'shared-schema/protocol/version.ts'
import { clientFiles } from './client-files.ts'
import { mountApi } from './routes/api.ts'
import type { ApiDeps } from './routes/deps.ts'

/** Everything the routes work with. Made in `main.ts`, or by a test; no route reaches for anything else. */
export type AppDeps = ApiDeps & {
  /** Absolute path of the built client. */
  readonly clientFolder: string
}

/** The HTTP side of the server: API, health and the files of the client. Sockets are attached in `server.ts`. */
export function createApp(deps: AppDeps): Hono {
  const app = new Hono()

  app.get('/health', async (c) => {
    // A read proves that the database answers; a container that cannot store picks must not get traffic.
    const ok = await deps.store.healthy()
    return c.json(
      { status: ok ? 'ok' : 'unavailable', protocol: PROTOCOL_VERSION, epoch: deps.store.epoch() },
      ok ? 200 : 503,
      { 'Cache-Control': 'no-store' },
    )
  })

  mountApi(app, deps)
  app.route('/', clientFiles(deps.clientFolder))
  return app
}
