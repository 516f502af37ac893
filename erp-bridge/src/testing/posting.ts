import type { FulfilmentRecord, PostingRule } from '../export/fulfilment.ts'
import { fulfilmentId } from '../export/fulfilment-id.ts'

export const kotorRule: PostingRule = {
  ...{ type: '20CT', postAs: '20CT', correctAs: '20CP', approval: 'automatic', when: 'document' },
}

/** A posting of the document for Kotor; lines are `[pos, qty]`. */
export function posting(
  number: number,
  lines: readonly (readonly [pos: number, qty: number])[],
  more: Partial<FulfilmentRecord> = {},
): FulfilmentRecord {
  const document = more.document ?? '25-20CT-000279'
  return {
    ...{ id: fulfilmentId(document, number), requisition: 'r-1', document, number, kind: 'fulfilment' },
    ...{
      type: '20CT',
      state: 'confirmed',
      approval: 'automatic',
      site: 'Veleprodajni Magacin ',
      partner: null,
    },
    ...{ person: null, date: '2025-10-04', acKey: null, attempts: 0, failure: null, parked: false },
    ...{ createdAt: 1, updatedAt: 1, sentAt: null, confirmedAt: null, version: 1 },
    lines: lines.map(([pos, qty]) => {
      const ident = `00${pos}`
      return { line: `line-${pos}`, pos, ident, name: `Artikal ${pos}`, unit: 'KOM', qty }
    }),
    ...more,
  }
}
