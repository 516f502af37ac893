import type { bridgeStock, bridgeStockAnswer } from 'shared-schema/api/bridge.ts'
import type * as z from 'zod'
import { writeStock } from '../storage/erp-facts.ts'
import { siteIds } from '../storage/sites.ts'
import type { Write } from '../storage/store.ts'

/** Keeps the ERP's stock of our sites; names that belong to nobody are named back. */
export async function takeStock(
  tx: Write,
  { at, stock }: z.infer<typeof bridgeStock>,
): Promise<z.infer<typeof bridgeStockAnswer>> {
  const find = await siteIds(tx.sql)
  const unmapped = new Set<string>()
  const rows = stock.flatMap(({ ident, site, qty }) => {
    const id = find(site)
    if (id !== undefined) return { ident, qty, site: id }
    unmapped.add(site.trim())
    return []
  })
  await writeStock(tx, at, rows)
  return { written: rows.length, unmapped: [...unmapped] }
}
