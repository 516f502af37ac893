import type { Difference } from 'shared-schema/api/reconciliation.ts'
import { pantheonTexts } from 'shared-schema/messages/admin/pantheon.ts'
import { textsOf } from '../../ui/language.ts'
import { reasonName } from '../tasks/reason-name.ts'
import { withUnit } from '../units.ts'

const t = textsOf(pantheonTexts)

/** What a difference is about: its document and line, or its site and article. */
export function subjectOf({ document, pos, site, ident, name }: Difference): string {
  const place = document === null ? site : pos === null ? document : `${document} / ${pos}`
  return [place, ident, name].filter((part) => part !== null && part !== '').join(' · ')
}

/** Why it stands as it does, in words; an unknown word of the bridge is shown as it is. */
export function reasonOf({ reason, class: differs }: Difference): string {
  if (reason === null) return ''
  return differs === 'short_with_reason' ? reasonName(reason) : (t().reasons[reason] ?? reason)
}

/** The figures that say something for this difference, with their names. */
export function figuresOf(row: Difference): readonly (readonly [string, string])[] {
  const figure = (label: string, value: number | null) =>
    value === null ? [] : ([[label, withUnit(value, row.unit)]] as const)
  return [
    ...figure(t().requested, row.requested),
    ...(row.erp_requested === row.requested ? [] : figure(t().wanted, row.erp_requested)),
    ...figure(t().picked, row.picked),
    ...figure(t().posted, row.posted),
    ...figure(t().stockOurs, row.stock_ours),
    ...figure(t().stockErp, row.stock_erp),
  ]
}
