import type { ErpPort } from 'erp-bridge/src/erp/erp-port.ts'
import type { Journal } from 'erp-bridge/src/journal/open-journal.ts'
import type { Planted } from './site.ts'

/*
 * Mistakes a bridge could have. Each one has to be noticed by the nights.
 */

/** The ERP is searched before every sending, and what is there is not seen. */
export const neverFinds: Planted = {
  erp: (erp) => ({ ...erp, find: () => Promise.resolve({ ok: true, value: [] }) }),
}

const cannotBeSearched = (erp: ErpPort): ErpPort => ({
  ...erp,
  capabilities: { ...erp.capabilities, find: false },
})

/** An ERP that cannot be searched: only the journal knows what may have arrived. No mistake, and nothing may be booked twice for it. */
export const unsearchable: Planted = { erp: cannotBeSearched }

/** The same with a bridge that takes what was being sent for something that never left. */
export const forgetsSending: Planted = {
  erp: cannotBeSearched,
  journal: ({ sql }: Journal) =>
    sql
      .updateTable('fulfilments')
      .set({ state: 'ready' })
      .where('state', 'in', ['sending', 'unknown'])
      .execute(),
}

/** One line of every posting stays behind. */
export const dropsALine: Planted = {
  erp: (erp) => ({
    ...erp,
    post: (fulfilment) =>
      erp.post({ ...fulfilment, lines: fulfilment.lines.slice(fulfilment.lines.length > 1 ? 1 : 0) }),
  }),
}

/** The comparison finds what it finds and tells nobody. */
export const saysNothing: Planted = {
  server: (server) => ({
    ...server,
    reconcile: (run, piece) => server.reconcile(run, { ...piece, differences: [] }),
  }),
}

/** The mark that something is posted is lost, so that every night books the same goods. */
export const forgetsConfirmed: Planted = {
  erp: (erp) => ({ ...erp, find: () => Promise.resolve({ ok: true, value: [] }) }),
  journal: ({ sql }: Journal) =>
    sql.updateTable('fulfilments').set({ state: 'ready' }).where('state', '=', 'confirmed').execute(),
}
