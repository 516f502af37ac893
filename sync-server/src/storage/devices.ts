import type { Kysely, Selectable } from 'kysely'
import type { DevicesTable, EnrolmentsTable, Schema } from './schema.ts'
import type { Write } from './store.ts'

export type Device = Selectable<DevicesTable>
export type Enrolment = Selectable<EnrolmentsTable>

export async function findDeviceByToken(sql: Kysely<Schema>, hash: string): Promise<Device | undefined> {
  return sql.selectFrom('devices').selectAll().where('token_hash', '=', hash).executeTakeFirst()
}

export async function findDevice(sql: Kysely<Schema>, id: string): Promise<Device | undefined> {
  return sql.selectFrom('devices').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Handhelds and TVs, the latest enrolled first; what acts through the API is no thing people look for. */
export async function listDevices(
  sql: Kysely<Schema>,
  status: 'active' | 'inactive' | 'all' = 'all',
): Promise<Device[]> {
  return sql
    .selectFrom('devices')
    .selectAll()
    .where('kind', 'in', ['handheld', 'tv', 'service'])
    .$if(status !== 'all', (query) => query.where('inactive_at', status === 'active' ? 'is' : 'is not', null))
    .orderBy('enrolled_at', 'desc')
    .orderBy('id')
    .execute()
}

/** Display names by device id. */
export async function namesOfDevices(sql: Kysely<Schema>): Promise<ReadonlyMap<string, string>> {
  const rows = await sql.selectFrom('devices').select(['id', 'name']).execute()
  return new Map(rows.map((row) => [row.id, row.name]))
}

export async function countDevices(sql: Kysely<Schema>, kind: string): Promise<number> {
  const { count } = await sql
    .selectFrom('devices')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('kind', '=', kind)
    .executeTakeFirstOrThrow()
  return Number(count)
}

export async function insertDevice(
  tx: Write,
  device: Pick<Device, 'id' | 'name' | 'kind' | 'mac_key' | 'token_hash' | 'enrolled_by'>,
): Promise<void> {
  await tx.sql
    .insertInto('devices')
    .values({
      ...device,
      enrolled_at: tx.now,
      revoked_at: null,
      app: null,
      protocol: null,
      last_seen: null,
      worker: null,
      unsent: null,
      oldest_unsent: null,
      persisted: null,
      clock_offset: null,
      battery: null,
      storage_used: null,
    })
    .execute()
  tx.changed('devices', device.id)
}

export async function revokeDevice(tx: Write, id: string): Promise<void> {
  await tx.sql
    .updateTable('devices')
    .set({ revoked_at: tx.now })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .execute()
  tx.changed('devices', id)
}

/** Which of these devices are revoked. */
export async function revokedAmong(sql: Kysely<Schema>, ids: readonly string[]): Promise<string[]> {
  const rows = await sql
    .selectFrom('devices')
    .select('id')
    .where('id', 'in', [...ids])
    .where('revoked_at', 'is not', null)
    .execute()
  return rows.map((row) => row.id)
}

/** Gives a device a new credential; it is not revoked any more. */
export async function renewCredential(tx: Write, id: string, tokenHash: string): Promise<void> {
  await tx.sql
    .updateTable('devices')
    .set({ token_hash: tokenHash, revoked_at: null, inactive_at: null, enrolled_at: tx.now })
    .where('id', '=', id)
    .execute()
  tx.changed('devices', id)
}

/** Takes the credential of a device away; it gets in again when it is given another one. */
export async function dropCredential(tx: Write, id: string): Promise<void> {
  await tx.sql.updateTable('devices').set({ token_hash: null }).where('id', '=', id).execute()
  tx.changed('devices', id)
}

/** Remembers that a person signed in on a device, so that its events may name them. @returns whether it was the first time */
export async function recordDeviceLogin(tx: Write, device: string, person: string): Promise<boolean> {
  const known = await tx.sql
    .updateTable('device_logins')
    .set({ last_at: tx.now })
    .where('device', '=', device)
    .where('person', '=', person)
    .executeTakeFirst()
  if (Number(known.numUpdatedRows) > 0) return false
  await tx.sql
    .insertInto('device_logins')
    .values({ device, person, first_at: tx.now, last_at: tx.now })
    .execute()
  return true
}

export async function personsOnDevice(sql: Kysely<Schema>, device: string): Promise<string[]> {
  const rows = await sql.selectFrom('device_logins').select('person').where('device', '=', device).execute()
  return rows.map((row) => row.person)
}

export async function insertEnrolment(tx: Write, enrolment: Omit<Enrolment, 'used_at'>): Promise<void> {
  await tx.sql
    .insertInto('enrolments')
    .values({ ...enrolment, used_at: null })
    .execute()
}

export async function findEnrolment(sql: Kysely<Schema>, codeHash: string): Promise<Enrolment | undefined> {
  return sql.selectFrom('enrolments').selectAll().where('code_hash', '=', codeHash).executeTakeFirst()
}

export async function markEnrolmentUsed(tx: Write, codeHash: string): Promise<void> {
  await tx.sql.updateTable('enrolments').set({ used_at: tx.now }).where('code_hash', '=', codeHash).execute()
}

/** @returns how many were removed */
export async function dropEnrolmentsBefore(tx: Write, expiredBefore: number): Promise<number> {
  const { numDeletedRows } = await tx.sql
    .deleteFrom('enrolments')
    .where('expires_at', '<', expiredBefore)
    .executeTakeFirst()
  return Number(numDeletedRows)
}
