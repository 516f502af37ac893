import type { FoundDifference } from 'shared-schema/api/bridge.ts'
import { siteKey } from 'shared-schema/domain/site.ts'
import type { ErpStock } from '../erp/erp-port.ts'
import { type FulfilmentRecord, signed } from '../export/fulfilment.ts'

type StockFigure = {
  readonly ident: string
  readonly site: string
  readonly qty: number
  /** When it was read, ms; what was sent before is in it. */
  readonly at?: number
}

/** A posting with the direction its document moves goods in. */
export type Movement = { readonly posting: FulfilmentRecord; readonly direction: 'out' | 'in' }

/**
 * Where the ERP's stock is not what it was at the last comparison plus what was posted since (RC-27). Only sites that the last
 * comparison knew are looked at: the first night has nothing to compare with. Pure.
 * @param doubtful places whose figure is not judged, as `stockKey` writes them
 */
export function compareStock(
  before: readonly StockFigure[],
  movements: readonly Movement[],
  now: readonly ErpStock[],
  names: ReadonlyMap<string, string>,
  doubtful: ReadonlySet<string> = new Set(),
): FoundDifference[] {
  const expected = new Map(before.map((row) => [stockKey(row.ident, row.site), { ...row }]))
  for (const { posting, direction } of movements) {
    if (posting.state !== 'confirmed') continue
    for (const { ident, qty } of posting.lines) {
      const row = expected.get(stockKey(ident, posting.site))
      if (row && (row.at ?? 0) < (posting.sentAt ?? Number.POSITIVE_INFINITY))
        row.qty += signed(posting, qty) * (direction === 'out' ? -1 : 1)
    }
  }
  const seen = new Map(
    now.flatMap(({ ident, sites }) => sites.map(({ site, qty }) => [stockKey(ident, site), qty] as const)),
  )
  return [...expected].flatMap(([key, { ident, site, qty }]) => {
    const theirs = seen.get(key) ?? 0
    if (theirs === qty || doubtful.has(key)) return []
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

/** An article at a site, as stock is compared by. */
export function stockKey(ident: string, site: string): string {
  return `${ident}\n${siteKey(site)}`
}
