import { decodeStateVector, encodeStateVector } from 'shared-schema/documents/state-vector.ts'
import { parseWorkUpdate } from 'shared-schema/documents/work-document-grammar.ts'
import type { Write } from '../../../sync-server/src/storage/store.ts'
import type { FrameOutcome, Ingest } from '../../../sync-server/src/sync/ingest-port.ts'
import type { Planted } from './planted.ts'
import { type Seams, sound } from './seams.ts'

function withIngest(says: string, ingest: (ingest: Ingest) => Ingest): Planted {
  return { says, seams: () => ({ ...sound, ingest }) }
}

function outcomes(change: (outcome: FrameOutcome, ids: readonly string[]) => FrameOutcome) {
  return (ingest: Ingest): Ingest => ({
    ...ingest,
    frame: async (input) => {
      const parsed = parseWorkUpdate(input.bytes)
      return change(await ingest.frame(input), parsed.ok ? parsed.structs.map(({ key }) => key) : [])
    },
  })
}

/** Does something to the log in every seventh write. */
function spoiling(spoil: (tx: Write) => { execute: () => Promise<unknown> }): Seams['store'] {
  let writes = 0
  return (store) => ({
    ...store,
    write: (work) =>
      store.write(async (tx) => {
        const done = await work(tx)
        writes += 1
        if (writes % 7 === 0) await spoil(tx).execute()
        return done
      }),
  })
}

export const bugsOnTheServer: Readonly<Record<string, Planted>> = {
  acknowledged_before_stored: withIngest('frames are acknowledged as they come', (ingest) => ({
    ...ingest,
    frame: (input) => {
      const parsed = parseWorkUpdate(input.bytes)
      void ingest.frame(input)
      return Promise.resolve({
        kind: 'stored',
        acknowledged: parsed.ok ? parsed.structs.map(({ key }) => key) : [],
        held: [],
      })
    },
  })),
  failure_acknowledged: withIngest(
    'what could not be stored is acknowledged',
    outcomes((outcome, ids) =>
      outcome.kind === 'failed' ? { kind: 'stored', acknowledged: ids, held: [] } : outcome,
    ),
  ),
  failure_swallowed: withIngest(
    'a frame that could not be stored is answered with an empty acknowledgement for good',
    outcomes((outcome) =>
      outcome.kind === 'failed'
        ? { kind: 'quarantined', code: 'internal', detail: '', refused: [] }
        : outcome,
    ),
  ),
  refusal_names_everybody: withIngest(
    'a frame with one bad event refuses all of its events for good',
    outcomes((outcome, ids) => (outcome.kind === 'quarantined' ? { ...outcome, refused: ids } : outcome)),
  ),
  resync_acknowledges_all: withIngest(
    'a resync acknowledges events that were not added',
    outcomes((outcome, ids) => (outcome.kind === 'resync' ? { ...outcome, acknowledged: ids } : outcome)),
  ),
  operations_not_remembered: withIngest('an act of the desk that is sent twice counts twice', (ingest) => {
    let sent = 0
    return {
      ...ingest,
      append: (input) => ingest.append({ ...input, operation: `${input.operation}/${++sent}` }),
    }
  }),
  held_for_ever: withIngest('a sign-in does not release what waited for it', (ingest) => ({
    ...ingest,
    applyHeld: () => Promise.resolve(),
  })),
  broadcast_forgotten: {
    says: 'teammates do not hear of commits',
    seams: () => ({ ...sound, hub: (hub) => ({ ...hub, broadcast: () => undefined }) }),
  },
  broadcast_to_all_documents: {
    says: 'updates go to listeners of other documents, too',
    seams: () => {
      const listeners = new Set<string>()
      return {
        ...sound,
        hub: (hub) => ({
          listen: (task, listener, origin) => {
            listeners.add(task)
            return hub.listen(task, listener, origin)
          },
          broadcast: (_task, update, origin) => {
            for (const task of listeners) hub.broadcast(task, update, origin)
          },
        }),
      }
    },
  },
  cache_not_told: {
    says: 'documents in memory do not hear of commits',
    seams: () => ({ ...sound, documents: (documents) => ({ ...documents, committed: () => undefined }) }),
  },
  state_vector_too_high: {
    says: 'the server claims to hold one event more of each client than it does',
    seams: () => ({
      ...sound,
      documents: (documents) => ({
        ...documents,
        stateVector: async (task) => {
          const vector = decodeStateVector(await documents.stateVector(task)) ?? new Map<number, number>()
          return encodeStateVector(new Map([...vector].map(([client, clock]) => [client, clock + 1])))
        },
      }),
    }),
  },
  announced_before_commit: {
    says: 'a write resolves before its commit is on the disk',
    seams: (): Seams => ({
      ...sound,
      store: (store) => ({
        ...store,
        write: <T>(work: (tx: Write) => Promise<T>) =>
          new Promise<T>((resolve, reject) => {
            store
              .write(async (tx) => {
                const done = await work(tx)
                resolve(done)
                return done
              })
              .catch(reject)
          }),
      }),
    }),
  },
  changes_not_announced: {
    says: 'devices are not told what to pull',
    seams: () => ({ ...sound, store: (store) => ({ ...store, onChange: () => () => undefined }) }),
  },
  codes_not_verified: {
    says: 'the gate believes whoever claims to have made an event',
    seams: () => ({ ...sound, believes: true }),
  },
  log_loses_a_row: {
    says: 'now and then the oldest event is cleared away',
    seams: () => ({
      ...sound,
      store: spoiling((tx) => tx.sql.deleteFrom('work_events').where('seq', '=', 1)),
    }),
  },
  log_is_rewritten: {
    says: 'now and then a quantity in the log is put right afterwards',
    seams: () => ({
      ...sound,
      store: spoiling((tx) =>
        tx.sql
          .updateTable('work_events')
          .set((eb) => ({ body: eb.fn('replace', ['body', eb.val('"qty":1000'), eb.val('"qty":2000')]) }))
          .where('seq', '=', 1),
      ),
    }),
  },
  others_not_followed: {
    says: 'a server does not read what another one of the same database took',
    seams: () => ({ ...sound, store: (store) => ({ ...store, onForeignEvents: () => () => undefined }) }),
  },
  revocation_not_told: {
    says: 'a revoked device keeps its line',
    rule: 'S11',
    seams: () => ({ ...sound, lines: (lines) => ({ ...lines, revoke: () => undefined }) }),
  },
  newer_events_stay_held: {
    says: 'an upgraded server does not look for what its former version could not read',
    seams: () => ({ ...sound, upgrades: false }),
  },
  same_epoch_after_restore: {
    says: 'a restored server keeps its epoch',
    seams: () => ({ ...sound, newEpoch: false }),
  },
}
