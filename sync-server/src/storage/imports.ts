import type { Kysely } from 'kysely'
import type { ImportJob } from 'shared-schema/api/import.ts'
import type { Schema } from './schema.ts'
import type { Write } from './store.ts'

export async function insertImport(tx: Write, job: ImportJob): Promise<void> {
  const { id, filename, sha256, status, at, by } = job
  await tx.sql
    .insertInto('imports')
    .values({ id, filename, sha256, status, at, by, report: JSON.stringify(job) })
    .execute()
  tx.changed('imports', id)
}

export async function findImport(sql: Kysely<Schema>, id: string): Promise<ImportJob | undefined> {
  const row = await sql.selectFrom('imports').select('report').where('id', '=', id).executeTakeFirst()
  return row && (JSON.parse(row.report) as ImportJob)
}

/** The import that brought this very file in, if any did. */
export async function importOfFile(sql: Kysely<Schema>, sha256: string): Promise<ImportJob | undefined> {
  const row = await sql
    .selectFrom('imports')
    .select('report')
    .where('sha256', '=', sha256)
    .where('status', '=', 'imported')
    .orderBy('at')
    .executeTakeFirst()
  return row && (JSON.parse(row.report) as ImportJob)
}

/** Latest first. */
export async function listImports(
  sql: Kysely<Schema>,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<ImportJob[]> {
  const rows = await sql
    .selectFrom('imports')
    .select('report')
    .orderBy('at', 'desc')
    .orderBy('id')
    .offset(offset)
    .limit(limit)
    .execute()
  return rows.map((row) => JSON.parse(row.report) as ImportJob)
}
