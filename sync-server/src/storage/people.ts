import type { Kysely, Selectable } from 'kysely'
import type { Person, Role, Team } from 'shared-schema/domain/people.ts'
import { apiDevice } from './api-devices.ts'
import type { PeopleTable, Schema } from './schema.ts'
import type { Write } from './store.ts'

/** A person with the hashes that sign-in compares; never leaves the server. */
export type Account = Person & { readonly passwordHash: string | null; readonly pinHash: string | null }

/** @returns the account of this id, active or not */
export async function findAccount(sql: Kysely<Schema>, id: string): Promise<Account | undefined> {
  const row = await sql.selectFrom('people').selectAll().where('id', '=', id).executeTakeFirst()
  return row && accountOf(row)
}

/** @param username as typed: case and blanks at the ends do not matter */
export async function findAccountByName(sql: Kysely<Schema>, username: string): Promise<Account | undefined> {
  const row = await sql
    .selectFrom('people')
    .selectAll()
    .where('username', '=', usernameKey(username))
    .executeTakeFirst()
  return row && accountOf(row)
}

/** The form in which usernames are stored and compared. */
export function usernameKey(username: string): string {
  return username.trim().toLowerCase()
}

export async function listPeople(sql: Kysely<Schema>): Promise<Person[]> {
  const rows = await sql.selectFrom('people').selectAll().orderBy('name').execute()
  return rows.map(personOf)
}

/** Display names by person id, for everything that names people. */
export async function namesOfPeople(sql: Kysely<Schema>): Promise<ReadonlyMap<string, string>> {
  const rows = await sql.selectFrom('people').select(['id', 'name']).execute()
  return new Map(rows.map((row) => [row.id, row.name]))
}

export async function listTeams(sql: Kysely<Schema>): Promise<Team[]> {
  const teams = await sql.selectFrom('teams').selectAll().orderBy('name').execute()
  const members = await sql.selectFrom('team_members').selectAll().orderBy('person').execute()
  return teams.map((team) => ({
    ...team,
    members: members.filter((member) => member.team === team.id).map((member) => member.person),
  }))
}

export async function countPeople(sql: Kysely<Schema>): Promise<number> {
  const { count } = await sql
    .selectFrom('people')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Adds a person, and the device that stands for what they do through the API; the username must be free (unique index). */
export async function insertPerson(tx: Write, account: Account): Promise<void> {
  const { passwordHash, pinHash, active, username, ...rest } = account
  await tx.sql
    .insertInto('people')
    .values({
      ...rest,
      username: usernameKey(username),
      active: active ? 1 : 0,
      password_hash: passwordHash,
      pin_hash: pinHash,
      change_seq: tx.seq,
    })
    .execute()
  await apiDevice(tx, account)
  tx.changed('people', account.id)
}

/** Changes what is given and leaves the rest. */
export async function updatePerson(
  tx: Write,
  id: string,
  change: Partial<Omit<Account, 'id' | 'username'>>,
): Promise<void> {
  const { passwordHash, pinHash, active, name, role } = change
  await tx.sql
    .updateTable('people')
    .set({
      change_seq: tx.seq,
      ...(name !== undefined && { name }),
      ...(role !== undefined && { role }),
      ...(active !== undefined && { active: active ? (1 as const) : (0 as const) }),
      ...(passwordHash !== undefined && { password_hash: passwordHash }),
      ...(pinHash !== undefined && { pin_hash: pinHash }),
    })
    .where('id', '=', id)
    .execute()
  tx.changed('people', id)
}

export async function insertTeam(tx: Write, team: Team): Promise<void> {
  await tx.sql.insertInto('teams').values({ id: team.id, name: team.name }).execute()
  await tx.sql
    .insertInto('team_members')
    .values(team.members.map((person) => ({ team: team.id, person })))
    .execute()
  tx.changed('people', team.id)
}

function personOf(row: Selectable<PeopleTable>): Person {
  const { id, username, name, role, active } = row
  return { id, username, name, role: role as Role, active: active === 1 }
}

function accountOf(row: Selectable<PeopleTable>): Account {
  return { ...personOf(row), passwordHash: row.password_hash, pinHash: row.pin_hash }
}
