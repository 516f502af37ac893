import { Kysely } from 'kysely'
import { pino } from 'pino'
import { makeMetrics } from '../../../sync-server/src/observability/metrics.ts'
import { makeSharing } from '../../../sync-server/src/storage/postgres/sharing.ts'
import type { Schema } from '../../../sync-server/src/storage/schema.ts'
import type { Store } from '../../../sync-server/src/storage/store.ts'
import { makeStore } from '../../../sync-server/src/storage/writer.ts'
import { makeDeviceReports } from '../../../sync-server/src/sync/device-reports.ts'
import { type DocumentCache, makeDocumentCache } from '../../../sync-server/src/sync/document-cache.ts'
import { followOthers } from '../../../sync-server/src/sync/follow-others.ts'
import { type Hub, makeHub } from '../../../sync-server/src/sync/hub.ts'
import { makeIngest } from '../../../sync-server/src/sync/ingest.ts'
import type { Ingest } from '../../../sync-server/src/sync/ingest-port.ts'
import { type Lines, makeLines } from '../../../sync-server/src/sync/lines.ts'
import type { Seams } from '../planted/seams.ts'
import type { Actor } from '../world/clock.ts'
import type { World } from '../world/world.ts'
import { credentialsOf } from './auth-routes.ts'
import type { DatabaseLines } from './database-lines.ts'
import { believeEveryCode } from './event-proof-of-servers.ts'
import type { Life, ServerDisk } from './server-disk.ts'

/** One running server process. */
export type Server = {
  readonly actor: Actor
  readonly store: Store
  readonly ingest: Ingest
  readonly documents: DocumentCache
  readonly lines: Lines
}

const metrics = makeMetrics()
const log = pino({ level: 'silent' })

/**
 * Knits the parts of a server together as `main.ts` does it. To be called as the actor of the life.
 * @param shared the lines to a database that several servers share
 */
export async function bootServer(
  world: World,
  disk: ServerDisk,
  seams: Seams,
  life: Life,
  /** Looks on at what reaches the log. */
  watch: (ingest: Ingest) => Ingest,
  shared: DatabaseLines | undefined,
): Promise<Server> {
  const { now } = world.clock
  const sql = new Kysely<Schema>({ dialect: disk.dialect(life) })
  const share =
    shared &&
    ((deliver: Parameters<typeof makeSharing>[1]) =>
      makeSharing(sql, deliver, {
        url: '',
        onProblem: () => undefined,
        listen: (heard, failed) => shared.listen(life.actor, (payload) => heard(noticeOf(payload)), failed),
      }))
  const store = seams.store(await makeStore(sql, now, share))
  const hub: Hub = seams.hub(makeHub())
  const documents = seams.documents(makeDocumentCache(store))
  const made = makeIngest({ store, documents, hub, log, metrics })
  const ingest = watch(seams.ingest(made))
  const reports = makeDeviceReports(store, log)
  const lines = seams.lines(
    makeLines({
      ...{ store, credentials: credentialsOf(store), documents, hub, ingest, reports, log, metrics },
      now,
    }),
  )
  const sessions = { revoke: lines.revoke }
  if (shared !== undefined) followOthers({ store, documents, hub, sessions, log })
  believeEveryCode(seams.believes)
  if (seams.upgrades) await made.upgrade()
  return { actor: life.actor, store, ingest, documents, lines }
}

/** As `notifications.ts` reads a payload. */
function noticeOf(payload: string | undefined): { seq: number; node: string } | undefined {
  if (payload === undefined) return undefined
  const [seq = '', node = ''] = payload.split(' ')
  return { seq: Number(seq), node }
}
