import type { Logger } from 'pino'
import type { Auth } from '../auth/auth.ts'
import type { Config } from '../config.ts'
import type { Metrics } from '../observability/metrics.ts'
import type { Store } from '../storage/store.ts'
import type { Ingest } from '../sync/ingest-port.ts'
import type { Sessions } from '../sync/sessions-port.ts'

/** Everything the routes work with. */
export type ApiDeps = {
  readonly store: Store
  readonly config: Pick<Config, 'timeZone' | 'databaseUrl'> & Partial<Pick<Config, 'host' | 'publicUrl'>>
  readonly ingest: Ingest
  readonly sessions: Sessions
  readonly auth: Auth
  readonly metrics: Metrics
  readonly log: Logger
  /** Server clock, ms since 1970. */
  readonly now: () => number
  /** Aborted when the server stops: streams end at once instead of holding it up. */
  readonly closing?: AbortSignal | undefined
  /** Certificate of the authority phones are to trust, where this server made one. */
  readonly authority?: string | undefined
  /** Checks every answer against its schema; for tests. */
  readonly checkAnswers?: boolean
}
