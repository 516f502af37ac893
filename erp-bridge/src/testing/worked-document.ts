import type { WorkedDocument } from 'shared-schema/api/bridge.ts'

type Line = WorkedDocument['lines'][number]

/** A line of 10 pieces that nobody has touched, or with what is said of it. */
export function workedLine(pos: number, more: Partial<Line> = {}): Line {
  const requested = more.requested ?? 10_000
  return {
    ...{
      line: `line-${pos}`,
      pos,
      ident: `00${pos}`,
      name: `Artikal ${pos}`,
      unit: 'KOM',
      unknown_article: false,
    },
    ...{ requested, erp_requested: requested, picked: 0, finished: 0, damaged: 0, reason: null },
    ...more,
  }
}

/** A finished issue document for Kotor. */
export function workedDocument(lines: readonly Line[], more: Partial<WorkedDocument> = {}): WorkedDocument {
  return {
    ...{ requisition: 'r-1', number: '25-20CT-000279', direction: 'out', type: '20CT', date: '2025-10-03' },
    ...{ erp_site: 'Veleprodajni Magacin ', erp_partner: 'PRODAVNICA - Kotor Centar', erp_cancelled: false },
    ...{ site: 'Veleprodajni magacin', partner: 'Prodavnica - Kotor Centar', status: 'done' },
    ...{ tasks: 1, tasks_finished: 1, open_exceptions: 0, last_work_at: 0, lines: [...lines] },
    ...more,
  }
}
