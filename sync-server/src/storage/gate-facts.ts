import type { Kysely } from 'kysely'
import type { WorkStruct } from 'shared-schema/documents/work-document-grammar.ts'
import type { Role } from 'shared-schema/domain/people.ts'
import { type GateContext, type KnownEvent, loginKey, placeKey } from '../sync/gate-context.ts'
import { clientsFromLog } from './archive.ts'
import { among, compiled } from './compiled-query.ts'
import type { DeviceKeys } from './device-keys.ts'
import type { Schema } from './schema.ts'
import type { Write } from './store.ts'

/** One frame whose facts are wanted. */
export type FactsWanted = { readonly task: string; readonly structs: readonly WorkStruct[] }

type Mutable<M> = M extends ReadonlyMap<infer K, infer V> ? Map<K, V> : never
type Facts = { readonly [Name in Exclude<keyof GateContext, 'logins'>]: Mutable<GateContext[Name]> } & {
  readonly logins: Set<string>
}

/** What the gate has to know of one task; frames of a batch that were accepted are noted in it before the next is judged. */
export type TaskFacts = Pick<Facts, 'clients' | 'places'>

/** Facts for a whole batch of frames: events, devices and people are common, client ids and places by task. */
export type BatchFacts = Omit<Facts, keyof TaskFacts> & {
  /** Only tasks that exist are in it. */
  readonly tasks: ReadonlyMap<string, TaskFacts>
}

/** Reads all that the gate needs to judge a batch of frames, in a handful of queries. */
export async function loadGateFacts(
  { sql, deviceKey }: Pick<Write, 'sql' | 'deviceKey'>,
  frames: readonly FactsWanted[],
): Promise<BatchFacts> {
  const structs = frames.flatMap((frame) => frame.structs)
  const { tasks, archived } = await tasksThatExist(sql, [...new Set(frames.map((frame) => frame.task))])
  await loadClients(sql, tasks, [...new Set(structs.map((struct) => struct.client))])
  if (archived.length > 0) noteClients(tasks, await clientsFromLog(sql, archived).execute())
  await loadPlaces(sql, tasks, frames)
  const devices = unique(structs.map((struct) => struct.event.device))
  return {
    tasks,
    events: await eventsById(sql, unique(structs.map((struct) => struct.key))),
    devices: await devicesById(sql, devices, deviceKey),
    roles: await rolesById(sql, unique(structs.map((struct) => struct.event.by))),
    logins: await loginsOn(sql, devices),
  }
}

async function tasksThatExist(sql: Kysely<Schema>, ids: readonly string[]) {
  const tasks = new Map<string, TaskFacts>()
  const archived: string[] = []
  for (const { id, archived_at } of await tasksByIds(sql, ids)) {
    tasks.set(id, { clients: new Map(), places: new Map() })
    if (archived_at !== null) archived.push(id)
  }
  return { tasks, archived }
}

async function loadClients(
  sql: Kysely<Schema>,
  tasks: ReadonlyMap<string, TaskFacts>,
  clients: readonly number[],
): Promise<void> {
  if (tasks.size === 0) return
  // All of each task: asked for by task and client, a database looks up every pair of the two lists.
  const rows = await clientsOfTasks(sql, [...tasks.keys()])
  const wanted = new Set(clients)
  noteClients(
    tasks,
    rows.filter((row) => wanted.has(row.client)),
  )
}

function noteClients(
  tasks: ReadonlyMap<string, TaskFacts>,
  rows: readonly { task: string; client: number; device: string; next_clock: number }[],
): void {
  for (const { task, client, device, next_clock } of rows) {
    tasks.get(task)?.clients.set(client, { device, next: next_clock })
  }
}

/** Only a frame that repeats what is in the log needs this, as after a lost acknowledgement. */
async function loadPlaces(
  sql: Kysely<Schema>,
  tasks: ReadonlyMap<string, TaskFacts>,
  frames: readonly FactsWanted[],
): Promise<void> {
  for (const { task, structs } of frames) {
    const facts = tasks.get(task)
    if (facts === undefined) continue
    for (const [client, run] of Map.groupBy(structs, (struct) => struct.client)) {
      const next = facts.clients.get(client)?.next ?? 0
      const first = run[0]?.clock ?? 0
      const last = run.at(-1)?.clock ?? 0
      if (first >= next) continue
      const rows = await sql
        .selectFrom('work_events')
        .select(['clock', 'hash', 'status'])
        .where('task', '=', task)
        .where('client', '=', client)
        .where('clock', '>=', first)
        .where('clock', '<=', last)
        .execute()
      for (const row of rows) facts.places.set(placeKey(client, row.clock), known(row))
    }
  }
}

async function eventsById(sql: Kysely<Schema>, ids: readonly string[]): Promise<Map<string, KnownEvent>> {
  const found = new Map<string, KnownEvent>()
  for (const row of await eventsByIds(sql, ids)) found.set(row.id, known(row))
  return found
}

async function devicesById(
  sql: Kysely<Schema>,
  ids: readonly string[],
  deviceKey: DeviceKeys,
): Promise<BatchFacts['devices']> {
  const found: BatchFacts['devices'] = new Map(
    ids.map((id) => [id, { key: deviceKey(id), revoked: false, lost: true }]),
  )
  for (const { id, kind, mac_key, token_hash, revoked_at } of await devicesByIds(sql, ids)) {
    const lost = kind === 'handheld' && token_hash === null
    found.set(id, { key: mac_key, revoked: revoked_at !== null, lost })
  }
  return found
}

async function rolesById(sql: Kysely<Schema>, ids: readonly string[]): Promise<Map<string, Role>> {
  const found = new Map<string, Role>()
  for (const row of await rolesByIds(sql, ids)) found.set(row.id, row.role as Role)
  return found
}

async function loginsOn(sql: Kysely<Schema>, devices: readonly string[]): Promise<Set<string>> {
  const rows = await loginsOnDevices(sql, devices)
  return new Set(rows.map((row) => loginKey(row.device, row.person)))
}

type Ids = readonly string[]
const tasksByIds = compiled((sql, ids: Ids) =>
  sql
    .selectFrom('tasks')
    .select(['id', 'archived_at'])
    .where(among(sql, 'id', ids)),
)
const clientsOfTasks = compiled((sql, tasks: Ids) =>
  sql
    .selectFrom('client_ids')
    .select(['task', 'client', 'device', 'next_clock'])
    .where(among(sql, 'task', tasks)),
)
const eventsByIds = compiled((sql, ids: Ids) =>
  sql
    .selectFrom('work_events')
    .select(['id', 'hash', 'status'])
    .where(among(sql, 'id', ids)),
)
const devicesByIds = compiled((sql, ids: Ids) =>
  sql
    .selectFrom('devices')
    .select(['id', 'kind', 'mac_key', 'token_hash', 'revoked_at'])
    .where(among(sql, 'id', ids)),
)
const rolesByIds = compiled((sql, ids: Ids) =>
  sql
    .selectFrom('people')
    .select(['id', 'role'])
    .where(among(sql, 'id', ids)),
)
const loginsOnDevices = compiled((sql, devices: Ids) =>
  sql
    .selectFrom('device_logins')
    .select(['device', 'person'])
    .where(among(sql, 'device', devices)),
)

function known(row: { readonly hash: string; readonly status: string }): KnownEvent {
  return { hash: row.hash, held: row.status === 'held' }
}

/**
 * Whatever a struct carries there. What is no text, or one with a zero byte, is refused by the gate and needs no facts: Postgres would
 * cut it there and answer for another one.
 */
function unique(values: readonly unknown[]): string[] {
  const texts = values.filter((value) => typeof value === 'string')
  return [...new Set(texts.filter((text) => !text.includes('\0')))]
}
