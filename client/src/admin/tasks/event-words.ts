import type { eventRow, taskLine } from 'shared-schema/api/tasks.ts'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import type * as z from 'zod'
import { textsOf } from '../../ui/language.ts'
import { signed, withUnit } from '../units.ts'
import { reasonName } from './reason-name.ts'

const t = textsOf(adminTexts)

type EventRow = Pick<z.infer<typeof eventRow>, 'type' | 'line' | 'qty' | 'body'>
type Line = Pick<z.infer<typeof taskLine>, 'id' | 'pos' | 'name' | 'unit'>

/** A work event as a person would tell it: what, how much, on which line, how, why. */
export function eventWords(event: EventRow, lines: readonly Line[]): string {
  const acts: Record<string, string> = t().tasks.acts
  const ways: Record<string, string> = t().tasks.ways
  const line = lines.find((each) => each.id === event.line)
  const { way, reason, text } = event.body
  const unit = line?.unit ?? null
  const parts = [named(acts, event.type)]
  if (event.qty !== null) {
    parts[0] += ` ${event.type === 'corrected' ? signed(event.qty) : withUnit(event.qty, unit)}`
  }
  if (line) parts.push(`${line.pos}. ${line.name}`)
  if (typeof way === 'string') parts.push(named(ways, way))
  if (typeof reason === 'string') parts.push(reasonName(reason))
  if (typeof text === 'string' && text !== '') parts.push(`„${text}”`)
  return parts.join(' · ')
}

/** A device may send any code, also one that every object answers to. */
function named(names: Readonly<Record<string, string>>, code: string): string {
  return (Object.hasOwn(names, code) && names[code]) || code
}
