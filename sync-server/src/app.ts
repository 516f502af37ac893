import { Hono } from 'hono'
import type { Logger } from 'pino'
import { PROTOCOL_VERSION } from 'shared-schema/protocol/version.ts'
import { clientFiles } from './client-files.ts'
import type { Config } from './config.ts'
import type { Store } from './storage/store.ts'
import type { Ingest } from './sync/ingest-port.ts'
import type { Sessions } from './sync/sessions-port.ts'

/** Everything the routes work with. Made in `main.ts`, or by a test; no route reaches for anything else. */
export type AppDeps = {
  readonly store: Store
  readonly config: Config
  readonly ingest: Ingest
  readonly sessions: Sessions
  /** Server clock, ms since 1970. */
  readonly now: () => number
  readonly log: Logger
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

  // Route modules of the API are mounted here, before the files.

  app.route('/', clientFiles(deps.clientFolder))
  return app
}
