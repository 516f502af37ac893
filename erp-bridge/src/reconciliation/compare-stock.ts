import type { FoundDifference } from 'shared-schema/api/bridge.ts'
import { siteKey } from 'shared-schema/domain/site.ts'
import type { ErpStock } from '../erp/erp-port.ts'
import { type FulfilmentRecord, signed } from '../export/fulfilment.ts'

type StockFigure = { readonly ident: string; readonly site: string; readonly qty: number }

/** A posting with the direction its document moves goods in. */
export type Movement = { readonly posting: FulfilmentRecord; readonly direction: 'out' | 'in' }

/**
 * Where the ERP's stock is not what it was at the last comparison plus what was posted since (RC-27). Only sites that the last
 * comparison knew are looked at: the first night has nothing to compare with. Pure.
 */
export function compareStock(
  before: readonly StockFigure[],
  movements: readonly Movement[],
  now: readonly ErpStock[],
  names: ReadonlyMap<string, string>,
): FoundDifference[] {
  const expected = new Map(before.map((row) => [keyOf(row.ident, row.site), { ...row }]))
  for (const { posting, direction } of movements) {
    if (posting.state !== 'confirmed') continue
    for (const { ident, qty } of posting.lines) {
      const row = expected.get(keyOf(ident, posting.site))
      if (row) row.qty += signed(posting, qty) * (direction === 'out' ? -1 : 1)
    }
  }
  const seen = new Map(
    now.flatMap(({ ident, sites }) => sites.map(({ site, qty }) => [keyOf(ident, site), qty] as const)),
  )
  return [...expected].flatMap(([key, { ident, site, qty }]) => {
    const theirs = seen.get(key) ?? 0
    if (theirs === qty) return []
    return [
      {
        key: `stock_drift/${siteKey(site)}/${ident}`,
        class: 'stock_drift' as const,
        ...{ requisition: null, document: null, pos: null, ident, name: names.get(ident) ?? null },
        ...{ unit: null, site: site.trim(), reason: null, requested: null, erp_requested: null },
        ...{ picked: null, posted: null, stock_ours: qty, stock_erp: theirs },
      },
    ]
  })
}

function keyOf(ident: string, site: string): string {
  return `${ident}\n${siteKey(site)}`
}
