import type { Logger } from 'pino'
import type { FlatRecord } from 'shared-schema/documents/flat-record.ts'
import { type EncodedRun, encodeRuns, encodeStruct } from 'shared-schema/documents/work-document-encode.ts'
import { revokedAmong } from '../storage/devices.ts'
import type { LoggedEvent, Store } from '../storage/store.ts'
import type { CommittedStruct, DocumentCache } from './document-cache.ts'
import type { Hub } from './hub.ts'
import type { Sessions } from './sessions-port.ts'

export type FollowDeps = {
  readonly store: Store
  readonly documents: Pick<DocumentCache, 'committed'>
  readonly hub: Pick<Hub, 'broadcast'>
  readonly sessions: Pick<Sessions, 'revoke'>
  readonly log: Logger
}

/**
 * Lets the sockets of this process take part in what other processes of the same database committed: events go into the cached documents
 * and to everybody on them, and a device that was revoked elsewhere is cut off here.
 * @returns how to stop
 */
export function followOthers({ store, documents, hub, sessions, log }: FollowDeps): () => void {
  const stopEvents = store.onForeignEvents((events) => {
    for (const [task, added] of Map.groupBy(events, (event) => event.task)) {
      const structs = added.map(structOf)
      documents.committed(task, structs)
      for (const update of updatesOf(structs)) hub.broadcast(task, update)
    }
  })
  const stopChanges = store.onChange((changes) => {
    const ids = changes.flatMap(({ topic, key }) => (topic === 'devices' ? [key] : []))
    if (ids.length === 0) return
    revokedAmong(store.sql, [...new Set(ids)]).then(
      (revoked) => {
        for (const device of revoked) sessions.revoke(device)
      },
      // Its next frame is held and its next hello refused in any case.
      (error: unknown) => log.warn({ err: error }, 'revocations elsewhere could not be read'),
    )
  })
  return () => {
    stopEvents()
    stopChanges()
  }
}

function structOf({ client, clock, body }: LoggedEvent): CommittedStruct {
  return { client, clock, encoded: encodeStruct(JSON.parse(body) as FlatRecord & { id: string }) }
}

/**
 * The events as updates, nearly always one. A device that went from one process to another and back leaves gaps where its own events
 * here were; a run must not close over them.
 */
function updatesOf(structs: readonly CommittedStruct[]): Uint8Array[] {
  const rounds: EncodedRun[][] = []
  for (const [client, own] of Map.groupBy(structs, (struct) => struct.client)) {
    for (const [round, run] of runsWithoutGaps(own).entries()) {
      const encoded = { client, clock: run[0]?.clock ?? 0, structs: run.map((struct) => struct.encoded) }
      rounds[round] = [...(rounds[round] ?? []), encoded]
    }
  }
  return rounds.map(encodeRuns)
}

function runsWithoutGaps(structs: readonly CommittedStruct[]): CommittedStruct[][] {
  const runs: CommittedStruct[][] = []
  for (const struct of structs) {
    const run = runs.at(-1)
    if (run?.at(-1)?.clock === struct.clock - 1) run.push(struct)
    else runs.push([struct])
  }
  return runs
}
