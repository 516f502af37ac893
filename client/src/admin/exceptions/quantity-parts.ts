import type { ExceptionRow } from 'shared-schema/api/exceptions.ts'
import type { Thousandths } from 'shared-schema/domain/quantity.ts'

/** One stretch of the quantity bar. */
export type BarPart = { readonly worker: string; readonly qty: Thousandths; readonly share: number }

export type QuantityBar = {
  readonly parts: readonly BarPart[]
  /** Where the requested quantity ends, as a share of the bar. */
  readonly requestedAt: number
  readonly requested: Thousandths
  readonly picked: Thousandths
  readonly over: Thousandths
  readonly missing: Thousandths
}

/**
 * The bar of an exception: who picked how much, side by side, against what was requested. Undefined when the
 * exception is about no line.
 */
export function quantityBar(row: ExceptionRow): QuantityBar | undefined {
  const { requested, picked } = row
  if (requested === null || picked === null) return undefined
  const sides = row.sides.filter((side) => side.role === 'picked' && side.qty > 0)
  const scanned = sides.reduce((sum, side) => sum + side.qty, 0)
  const whole = Math.max(requested, picked, scanned, 1)
  return {
    parts: sides.map(({ worker_name, qty }) => ({ worker: worker_name, qty, share: qty / whole })),
    requestedAt: requested / whole,
    requested,
    picked,
    over: Math.max(0, picked - requested),
    missing: Math.max(0, requested - picked),
  }
}
