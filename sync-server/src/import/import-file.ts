import { createHash, randomUUID } from 'node:crypto'
import type { ImportJob } from 'shared-schema/api/import.ts'
import type { Article } from 'shared-schema/domain/catalogue/article.ts'
import { readRequisitionNumber } from 'shared-schema/domain/requisition/number.ts'
import {
  type ImportedRequisition,
  parseRequisitionTable,
} from 'shared-schema/domain/requisition/parse-table.ts'
import { writeAudit } from '../storage/audit.ts'
import { findArticles } from '../storage/catalogue.ts'
import { importOfFile, insertImport } from '../storage/imports.ts'
import { insertRequisition, knownNumbers } from '../storage/requisitions.ts'
import { siteDirectory } from '../storage/sites.ts'
import type { Store, Write } from '../storage/store.ts'
import { readTable, type Table } from './read-table.ts'

export type ImportedFile = {
  readonly filename: string
  readonly bytes: Uint8Array
  /** Person id. */
  readonly by: string
}

/**
 * Imports a file of requisitions in one transaction: wholly or not at all (IM-02). The same file again, and documents
 * that are here already, are reported as such and are no error (IM-05, IM-24). Every attempt is kept as a job.
 */
export async function importFile(store: Store, { filename, bytes, by }: ImportedFile): Promise<ImportJob> {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  // A large file takes a second to read and to look up, and picks must not wait for it, so that happens before the transaction.
  const table = await readTable(bytes, filename)
  // Every cell is looked up as an ident: that is cheaper than a question per row.
  const articles = await findArticles(
    store.sql,
    table.ok ? table.value.flat().map((cell) => cell.trim()) : [],
  )
  return store.write(async (tx) => {
    const header = { id: randomUUID(), filename, sha256, at: tx.now, by }
    const job = table.ok
      ? await importTable(tx, header, table.value, articles)
      : {
          ...header,
          ...{ status: 'rejected' as const, code: table.failure.code, detail: table.failure.detail },
          ...{ documents: [], rows: [] },
        }
    await insertImport(tx, job)
    await writeAudit(tx, {
      action: 'import',
      actor: by,
      subject: job.id,
      detail: { filename, status: job.status, documents: job.documents.map((document) => document.number) },
    })
    return job
  })
}

type Header = Pick<ImportJob, 'id' | 'filename' | 'sha256' | 'at' | 'by'>

type Articles = ReadonlyMap<string, Article>

async function importTable(tx: Write, header: Header, table: Table, articles: Articles): Promise<ImportJob> {
  const earlier = await importOfFile(tx.sql, header.sha256)
  if (earlier) {
    return {
      ...header,
      status: 'already_imported',
      documents: earlier.documents.map((document) => ({ ...document, fate: 'already_imported' })),
      rows: earlier.rows.map((row) => ({ ...row, fate: 'already_imported' })),
    }
  }
  const numbers = new Set(table.flat().flatMap((cell) => readRequisitionNumber(cell) ?? []))
  const known = await knownNumbers(tx.sql, [...numbers])
  const parsed = parseRequisitionTable(table, {
    article: (ident) => articles.get(ident),
    sites: await siteDirectory(tx.sql),
    alreadyImported: (number) => known.has(number),
  })
  const rows = parsed.rows.map((row) => ({ ...row }))
  const repeated = [
    ...new Set(rows.filter((row) => row.fate === 'already_imported').map((row) => row.document)),
  ]
  const passedOver = repeated.flatMap((number) =>
    number === undefined ? [] : documentOf(number, known.get(number), 'already_imported', rows),
  )
  if (!parsed.ok) {
    const held = [...new Set(rows.filter((row) => row.fate === 'held_back').map((row) => row.document))]
    const rejected = held.flatMap((number) =>
      number === undefined ? [] : documentOf(number, undefined, 'rejected', rows),
    )
    return { ...header, status: 'rejected', documents: [...rejected, ...passedOver], rows }
  }
  const imported = []
  for (const document of parsed.requisitions) {
    const id = await insert(tx, header.id, document, articles)
    imported.push(...documentOf(document.number, id, 'imported', rows))
  }
  const status = imported.length > 0 ? 'imported' : 'already_imported'
  return { ...header, status, documents: [...imported, ...passedOver], rows }
}

async function insert(
  tx: Write,
  job: string,
  document: ImportedRequisition,
  articles: Articles,
): Promise<string> {
  const id = randomUUID()
  const { number, date, warehouse, shop, lines } = document
  await insertRequisition(tx, {
    ...{ id, number, date, warehouse, shop, closeIncomplete: true, importedBy: job },
    lines: lines.map(({ pos, ident, name, unit, requested, barcode, unknownArticle }) => ({
      ...{ id: randomUUID(), pos, ident, name, unit, requested },
      barcode: barcode ?? null,
      location: articles.get(ident)?.location ?? null,
      unknown_article: unknownArticle ? (1 as const) : (0 as const),
    })),
  })
  return id
}

function documentOf(
  number: string,
  requisition: string | undefined,
  fate: ImportJob['documents'][number]['fate'],
  rows: ImportJob['rows'],
): ImportJob['documents'] {
  const own = rows.filter((row) => row.document === number)
  return [
    {
      ...{ number, fate, lines: own.length },
      ...(requisition !== undefined && { requisition }),
      unknown_articles: own.filter((row) => row.fate === 'unknown_article').length,
    },
  ]
}
