import type { ExceptionRow } from 'shared-schema/api/exceptions.ts'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import { textsOf } from '../../ui/language.ts'
import { signed, withUnit } from '../units.ts'
import type { Choice, OtherCount } from './choices.ts'

const t = textsOf(adminTexts)

/** The name of a decision. */
export function choiceTitle(choice: Choice, row: ExceptionRow): string {
  if (choice.decision === 'accepted') return t().exceptions.acceptAsIs
  return t().exceptions.correctTo(withUnit(choice.count, row.unit))
}

/** What follows from a decision, a sentence each. */
export function consequences(choice: Choice, row: ExceptionRow): string[] {
  const texts = t().exceptions
  if (choice.decision === 'corrected') {
    const said = [change(choice.delta, choice.count, row)]
    said.push(
      choice.countedBy === undefined ? texts.correctToRequested : texts.correctToSeen(choice.countedBy),
    )
    if (choice.delta < 0) said.push(texts.correctReturn(withUnit(-choice.delta, row.unit)))
    return said
  }
  if (choice.count === null) return [texts.acceptNothingChanges]
  const said = [texts.acceptShop(withUnit(choice.count, row.unit), row.shop)]
  if (choice.over > 0) said.push(texts.acceptOver(withUnit(choice.over, row.unit)))
  if (choice.missing > 0) said.push(texts.acceptMissing(withUnit(choice.missing, row.unit)))
  return said
}

/** What follows from a count made by hand, as soon as it is a number. */
export function otherConsequences(other: OtherCount, row: ExceptionRow): string[] {
  return other.ok ? [change(other.delta, other.count, row)] : [t().exceptions.actualHint]
}

function change(delta: number, count: number, row: ExceptionRow): string {
  return t().exceptions.correctBy(signed(delta), withUnit(count, row.unit))
}
