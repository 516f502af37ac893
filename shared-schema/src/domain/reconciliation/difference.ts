import type { Thousandths } from '../quantity.ts'

/** What kind of difference between the warehouse and the ERP it is. */
export const differenceClasses = [
  'short_with_reason',
  'over',
  'unposted',
  'posted_differently',
  'erp_changed',
  'unknown_article',
  'unmapped_site',
  'stock_drift',
] as const
export type DifferenceClass = (typeof differenceClasses)[number]

/** What a person may do about a difference. */
export const differenceActions = [
  'post',
  'correct',
  'count',
  'back_order',
  'write_off',
  'accept',
  'assign_owner',
  'note',
] as const
export type DifferenceAction = (typeof differenceActions)[number]

/** Which actions settle which class; `assign_owner` and `note` are open to all and settle nothing. */
export const actionsOf: Readonly<Record<DifferenceClass, readonly DifferenceAction[]>> = {
  short_with_reason: ['accept', 'back_order', 'count', 'write_off'],
  over: ['accept', 'correct', 'count'],
  unposted: ['post', 'accept'],
  posted_differently: ['correct', 'accept'],
  erp_changed: ['accept', 'correct', 'back_order'],
  unknown_article: ['accept'],
  unmapped_site: ['accept'],
  stock_drift: ['count', 'write_off', 'accept'],
}

/** Which actions need a note: whoever reads the history must see why. */
export const noteRequired: ReadonlySet<DifferenceAction> = new Set(['write_off', 'accept', 'note'])

/**
 * `open`: nobody has decided. `decided`: a person acted and the next run will show the effect. `settled`: a run no longer finds it,
 * or it was accepted on exactly these figures. A run that finds other figures opens it again; the history stays.
 */
export const differenceStates = ['open', 'decided', 'settled'] as const
export type DifferenceState = (typeof differenceStates)[number]

/** The figures of one difference, thousandths; null where a figure does not exist for the class. */
export type DifferenceFigures = {
  readonly requested: Thousandths | null
  /** What the ERP asks for now, when that is another quantity. */
  readonly erpRequested: Thousandths | null
  readonly picked: Thousandths | null
  readonly posted: Thousandths | null
  readonly stockOurs: Thousandths | null
  readonly stockErp: Thousandths | null
}
