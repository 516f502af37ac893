import type { Kysely } from 'kysely'
import type { bridgeSubjects, bridgeSubjectsAnswer } from 'shared-schema/api/bridge.ts'
import type * as z from 'zod'
import type { Schema } from './schema.ts'
import { slices } from './slices.ts'
import type { Write } from './store.ts'

type Subject = z.infer<typeof bridgeSubjects>['subjects'][number]

/** Takes partners as the ERP lists them; only what differs is written. */
export async function importSubjects(
  tx: Write,
  subjects: readonly Subject[],
): Promise<z.infer<typeof bridgeSubjectsAnswer>> {
  const page = new Map(subjects.map((subject) => [subject.id, rowOf(subject)]))
  const known = new Map<string, string>()
  for (const slice of slices([...page.keys()])) {
    const rows = await tx.sql.selectFrom('erp_subjects').selectAll().where('id', 'in', slice).execute()
    for (const { changed_at: _, ...row } of rows) known.set(row.id, keyOf(row))
  }
  const differing = [...page.values()].filter((row) => known.get(row.id) !== keyOf(row))
  for (const slice of slices(differing)) {
    await tx.sql
      .insertInto('erp_subjects')
      .values(slice.map((row) => ({ ...row, changed_at: tx.now })))
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet((eb) => ({
          name: eb.ref('excluded.name'),
          name2: eb.ref('excluded.name2'),
          city: eb.ref('excluded.city'),
          address: eb.ref('excluded.address'),
          warehouse: eb.ref('excluded.warehouse'),
          buyer: eb.ref('excluded.buyer'),
          supplier: eb.ref('excluded.supplier'),
          changed_at: eb.ref('excluded.changed_at'),
        })),
      )
      .execute()
  }
  const added = differing.filter((row) => !known.has(row.id)).length
  return { added, changed: differing.length - added, unchanged: page.size - differing.length }
}

export type StockRow = { readonly ident: string; readonly site: string; readonly qty: number }

/** Takes stock of the ERP as of a moment; the figure before it stays beside it. @param site ids of ours */
export async function writeStock(tx: Write, at: number, stock: readonly StockRow[]): Promise<void> {
  const rows = new Map(stock.map((row) => [`${row.site} ${row.ident}`, row]))
  for (const slice of slices([...rows.values()])) {
    await tx.sql
      .insertInto('erp_stock')
      .values(slice.map((row) => ({ ...row, at, previous_qty: null, previous_at: null })))
      .onConflict((conflict) =>
        conflict.columns(['site', 'ident']).doUpdateSet((eb) => ({
          qty: eb.ref('excluded.qty'),
          at: eb.ref('excluded.at'),
          // The same moment told again must not push the figure before it out.
          previous_qty: eb
            .case()
            .when('erp_stock.at', '<', at)
            .then(eb.ref('erp_stock.qty'))
            .else(eb.ref('erp_stock.previous_qty'))
            .end(),
          previous_at: eb
            .case()
            .when('erp_stock.at', '<', at)
            .then(eb.ref('erp_stock.at'))
            .else(eb.ref('erp_stock.previous_at'))
            .end(),
        })),
      )
      .execute()
  }
}

/** Idents of kept lines that no article answers to, in documents that were not cancelled. */
export async function unknownIdents(sql: Kysely<Schema>): Promise<string[]> {
  const rows = await sql
    .selectFrom('requisition_lines')
    .innerJoin('requisitions', 'requisitions.id', 'requisition_lines.requisition')
    .select('requisition_lines.ident')
    .distinct()
    .where('requisition_lines.unknown_article', '=', 1)
    .where('requisitions.status', '!=', 'cancelled')
    .orderBy('requisition_lines.ident')
    .execute()
  return rows.map(({ ident }) => ident)
}

function rowOf(subject: Subject) {
  const { id, name, name2, city, address, warehouse } = subject
  return {
    ...{ id, name, name2: name2 ?? null, city: city ?? null, address: address ?? null },
    warehouse: warehouse ?? null,
    buyer: subject.buyer ? (1 as const) : (0 as const),
    supplier: subject.supplier ? (1 as const) : (0 as const),
  }
}

function keyOf(row: ReturnType<typeof rowOf>): string {
  const { id, name, name2, city, address, warehouse, buyer, supplier } = row
  return JSON.stringify([id, name, name2, city, address, warehouse, buyer, supplier])
}
