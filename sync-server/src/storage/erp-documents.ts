import type { Kysely, Selectable } from 'kysely'
import type { ErpDocumentIn } from 'shared-schema/api/bridge.ts'
import { siteKey } from 'shared-schema/domain/site.ts'
import type { ErpDocumentsTable, ErpDocumentVersionsTable } from './erp-schema.ts'
import type { Schema } from './schema.ts'
import type { Write } from './store.ts'

export type ErpDocument = Selectable<ErpDocumentsTable>
export type ErpDocumentVersion = Selectable<ErpDocumentVersionsTable>
export type ErpKey = Pick<ErpDocument, 'number' | 'direction'>

export async function findErpDocument(
  sql: Kysely<Schema>,
  { number, direction }: ErpKey,
): Promise<ErpDocument | undefined> {
  return sql
    .selectFrom('erp_documents')
    .selectAll()
    .where('number', '=', number)
    .where('direction', '=', direction)
    .executeTakeFirst()
}

/** Documents of requisitions, by requisition. */
export async function erpDocumentsOf(
  sql: Kysely<Schema>,
  requisitions: readonly string[],
): Promise<ReadonlyMap<string, ErpDocument>> {
  if (requisitions.length === 0) return new Map()
  const rows = await sql
    .selectFrom('erp_documents')
    .selectAll()
    .where('requisition', 'in', [...requisitions])
    .execute()
  return new Map(rows.map((row) => [row.requisition ?? '', row]))
}

/**
 * Writes a document as the ERP says it now, and keeps the version.
 * @returns the version, from 1
 */
export async function writeErpDocument(
  tx: Write,
  document: ErpDocumentIn,
  before: ErpDocument | undefined,
): Promise<number> {
  const { number, direction, type, date, site, partner, person, status, note, hash } = document
  const version = (before?.version ?? 0) + 1
  const cancelled = document.cancelled ? (1 as const) : (0 as const)
  const said = { type, date, site, partner, person, status, note, hash, cancelled, version }
  const now = { changed_at: tx.now, change_seq: tx.seq }
  await tx.sql
    .insertInto('erp_documents')
    .values({
      ...{ number, direction, ...said, ...now },
      ...{ requisition: null, state: 'waiting_site', ended_requisition: 0, first_seen_at: tx.now },
    })
    .onConflict((conflict) => conflict.columns(['number', 'direction']).doUpdateSet({ ...said, ...now }))
    .execute()
  await tx.sql
    .insertInto('erp_document_versions')
    .values({
      ...{ number, direction, version, status, cancelled },
      ...{ seen_at: tx.now, lines: JSON.stringify(document.lines) },
    })
    .execute()
  tx.changed('pantheon', `document/${number}`)
  return version
}

/** Notes what became of a document here. */
export async function settleErpDocument(
  tx: Write,
  { number, direction }: ErpKey,
  change: Partial<Pick<ErpDocument, 'requisition' | 'state' | 'ended_requisition'>>,
): Promise<void> {
  await tx.sql
    .updateTable('erp_documents')
    .set(change)
    .where('number', '=', number)
    .where('direction', '=', direction)
    .execute()
  tx.changed('pantheon', `document/${number}`)
}

/** Versions of one document, oldest first. */
export async function versionsOf(
  sql: Kysely<Schema>,
  { number, direction }: ErpKey,
): Promise<ErpDocumentVersion[]> {
  return sql
    .selectFrom('erp_document_versions')
    .selectAll()
    .where('number', '=', number)
    .where('direction', '=', direction)
    .orderBy('version')
    .execute()
}

/** The latest lines of documents, by their requisition. */
export async function latestLinesOf(
  sql: Kysely<Schema>,
  requisitions: readonly string[],
): Promise<ReadonlyMap<string, ErpDocumentIn['lines']>> {
  if (requisitions.length === 0) return new Map()
  const rows = await sql
    .selectFrom('erp_documents')
    .innerJoin('erp_document_versions', (join) =>
      join
        .onRef('erp_document_versions.number', '=', 'erp_documents.number')
        .onRef('erp_document_versions.direction', '=', 'erp_documents.direction')
        .onRef('erp_document_versions.version', '=', 'erp_documents.version'),
    )
    .select(['erp_documents.requisition', 'erp_document_versions.lines'])
    .where('erp_documents.requisition', 'in', [...requisitions])
    .execute()
  return new Map(rows.map((row) => [row.requisition ?? '', JSON.parse(row.lines) as ErpDocumentIn['lines']]))
}

/** Documents that wait until somebody says whose a site name is. */
export async function documentsWaitingForSite(sql: Kysely<Schema>): Promise<ErpDocument[]> {
  return sql
    .selectFrom('erp_documents')
    .selectAll()
    .where('state', '=', 'waiting_site')
    .orderBy('number')
    .execute()
}

export type UnmappedName = { readonly kind: 'warehouse' | 'shop'; readonly name: string }

export async function noteUnmapped(tx: Write, { kind, name }: UnmappedName): Promise<void> {
  const row = { kind, name_key: siteKey(name), name: name.trim(), first_seen_at: tx.now }
  await tx.sql
    .insertInto('erp_unmapped')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  tx.changed('pantheon', 'sites')
}

/** A name belongs to somebody now, whatever kind it was asked for as. */
export async function dropUnmapped(tx: Write, name: string): Promise<void> {
  await tx.sql.deleteFrom('erp_unmapped').where('name_key', '=', siteKey(name)).execute()
  tx.changed('pantheon', 'sites')
}

export async function listUnmapped(
  sql: Kysely<Schema>,
): Promise<(UnmappedName & { readonly firstSeenAt: number })[]> {
  const rows = await sql
    .selectFrom('erp_unmapped')
    .selectAll()
    .orderBy('first_seen_at')
    .orderBy('name')
    .execute()
  return rows.map(({ kind, name, first_seen_at }) => ({
    ...{ name, firstSeenAt: first_seen_at },
    kind: kind === 'warehouse' ? 'warehouse' : 'shop',
  }))
}
