import { randomUUID } from 'node:crypto'
import type { createRequisition } from 'shared-schema/api/requisitions.ts'
import type * as z from 'zod'
import { type Refused, refuse } from '../refusal.ts'
import { writeAudit } from '../storage/audit.ts'
import { findArticles } from '../storage/catalogue.ts'
import { insertRequisition, knownNumbers } from '../storage/requisitions.ts'
import { siteDirectory } from '../storage/sites.ts'
import type { Store } from '../storage/store.ts'

type Asked = {
  readonly id: string
  readonly document: z.output<typeof createRequisition>
  readonly by: string
}

/**
 * Adds one document that a person or a program wrote. A line whose article is unknown is kept and flagged.
 * Failures: `conflict` for a number that is here already, `import_site_unknown`.
 */
export async function addRequisition(
  store: Store,
  { id, document, by }: Asked,
): Promise<{ readonly ok: true; readonly value: string } | Refused> {
  return store.write(async (tx) => {
    const { number, date } = document
    const earlier = (await knownNumbers(tx.sql, [number])).get(number)
    if (earlier !== undefined)
      return refuse('conflict', `${number} is here already.`, { details: [{ requisition: earlier }] })
    const sites = await siteDirectory(tx.sql)
    const warehouse = sites.find('warehouse', document.warehouse)
    const shop = sites.find('shop', document.shop)
    if (warehouse === undefined || shop === undefined) {
      const kind = warehouse === undefined ? 'warehouse' : 'shop'
      const details = [{ place: `body.${kind}`, expected: sites.names(kind).join(' | ') }]
      return refuse('import_site_unknown', `No ${kind} goes by the name ${document[kind]}.`, { details })
    }
    const articles = await findArticles(
      tx.sql,
      document.lines.map((line) => line.ident),
    )
    await insertRequisition(tx, {
      ...{ id, number, date, warehouse, shop, importedBy: null },
      closeIncomplete: document.close_incomplete,
      lines: document.lines.map((line, index) => {
        const article = articles.get(line.ident)
        return {
          ...{ id: randomUUID(), pos: index + 1, ident: line.ident, requested: line.quantity },
          name: article?.name ?? line.name ?? line.ident,
          unit: article?.unit ?? line.unit ?? '',
          barcode: line.barcode ?? null,
          location: article?.location ?? null,
          unknown_article: article === undefined ? (1 as const) : (0 as const),
        }
      }),
    })
    await writeAudit(tx, { action: 'requisition_created', actor: by, subject: id, detail: { number } })
    return { ok: true, value: id }
  })
}
