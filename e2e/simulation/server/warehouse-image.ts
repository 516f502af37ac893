import Database from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import type { Role } from 'shared-schema/domain/people.ts'
import { tokenHash } from '../../../sync-server/src/auth/tokens.ts'
import { makeDeviceKeys } from '../../../sync-server/src/storage/device-keys.ts'
import { insertDevice, recordDeviceLogin } from '../../../sync-server/src/storage/devices.ts'
import { migrate } from '../../../sync-server/src/storage/migrate.ts'
import { insertPerson } from '../../../sync-server/src/storage/people.ts'
import { insertRequisition } from '../../../sync-server/src/storage/requisitions.ts'
import type { Schema } from '../../../sync-server/src/storage/schema.ts'
import type { Write } from '../../../sync-server/src/storage/store.ts'
import { insertTask } from '../../../sync-server/src/storage/task-plans.ts'
import { makeStore } from '../../../sync-server/src/storage/writer.ts'

/*
 * The small warehouse every world begins with: Ana and Luka share a task, Jelena has one of her own, Marko begins
 * without. Somebody hostile has a handheld, too, and a task with Ana.
 */

export const people: readonly { id: string; name: string; role: Role }[] = [
  { id: 'p-ana', name: 'Ana Kovačević', role: 'MAGACIONER' },
  { id: 'p-luka', name: 'Luka Perović', role: 'MAGACIONER' },
  { id: 'p-jelena', name: 'Jelena Radulović', role: 'MAGACIONER' },
  { id: 'p-marko', name: 'Marko Vujošević', role: 'MAGACIONER' },
  { id: 'p-zlatan', name: 'Zlatan Hakić', role: 'MAGACIONER' },
  { id: 'p-sef', name: 'Milena Đurović', role: 'SEF' },
]
export const SUPERVISOR = 'p-sef'
export const HOSTILE = 'd-zlatan'

/** Handhelds of honest workers, in the order steps name them. */
export const handhelds = ['ana', 'luka', 'jelena', 'marko'].map((name) => ({
  device: `d-${name}`,
  worker: `p-${name}`,
  name,
}))
export const firstTasks: readonly { task: string; workers: readonly string[] }[] = [
  { task: 't-1', workers: ['p-ana', 'p-luka', 'p-zlatan'] },
  { task: 't-2', workers: ['p-jelena', 'p-ana'] },
]
export const LINES_PER_TASK = 3
export const REQUESTED = 5_000

export const tokenOf = (device: string) => `token of ${device}`
const IDENTITY = { epoch: 'epoch-of-the-beginning', device_secret: 'the same in every world' }
/** As the server derives it, base64url. */
export const keyOf = makeDeviceKeys(IDENTITY.device_secret)
export const linesOf = (task: string) =>
  Array.from({ length: LINES_PER_TASK }, (_, at) => `${task}-line-${at}`)

/** Adds a task with its own requisition; every line asks for five pieces. */
export async function addTask(
  tx: Write,
  task: string,
  number: number,
  workers: readonly string[],
): Promise<void> {
  const requisition = `r-${task}`
  const lines = linesOf(task).map((line, at) => ({
    ...{ id: `${requisition}-${at}`, pos: at + 1, ident: `20000${at}`, name: line, unit: 'KOM' },
    ...{ requested: REQUESTED, barcode: null, location: null, unknown_article: 0 as const },
  }))
  await insertRequisition(tx, {
    ...{ id: requisition, number: `25-20CT-${String(number).padStart(6, '0')}`, date: '2025-10-03' },
    ...{ warehouse: 'Veleprodajni magacin', shop: 'Prodavnica Kotor', closeIncomplete: true },
    ...{ importedBy: null, lines },
  })
  await insertTask(tx, {
    ...{ id: task, requisition, team: null, workers, priority: 'normal', due: null, by: SUPERVISOR },
    lines: lines.map((line, at) => ({
      id: linesOf(task)[at] ?? '',
      requisitionLine: line.id,
      quantity: REQUESTED,
    })),
  })
}

/** Adds a handheld with the credential and the key that its name makes. */
export async function addDevice(tx: Write, device: string): Promise<void> {
  await insertDevice(tx, {
    ...{ id: device, name: device, kind: 'handheld', enrolled_by: SUPERVISOR },
    ...{ mac_key: keyOf(device), token_hash: tokenHash(tokenOf(device)) },
  })
}

/** The database every world starts from, made once for all of them. */
export async function makeWarehouseImage(now: number): Promise<Buffer> {
  const database = new Database(':memory:')
  const sql = new Kysely<Schema>({ dialect: new SqliteDialect({ database }) })
  await migrate(sql)
  await sql
    .insertInto('meta')
    .values(Object.entries(IDENTITY).map(([key, value]) => ({ key, value })))
    .execute()
  const store = await makeStore(sql, () => now)
  await store.write(async (tx) => {
    for (const { id, name, role } of people) {
      const account = { id, name, role, username: id.slice(2), active: true }
      await insertPerson(tx, { ...account, passwordHash: null, pinHash: null })
    }
    for (const { device, worker } of handhelds) {
      await addDevice(tx, device)
      await recordDeviceLogin(tx, device, worker)
    }
    await addDevice(tx, HOSTILE)
    await recordDeviceLogin(tx, HOSTILE, 'p-zlatan')
    for (const [at, { task, workers }] of firstTasks.entries()) await addTask(tx, task, at + 1, workers)
  })
  const image = database.serialize()
  await store.close()
  return image
}
