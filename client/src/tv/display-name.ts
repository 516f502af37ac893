import { tvTexts } from 'shared-schema/messages/tv.ts'
import { textsOf } from '../ui/language.ts'

const t = textsOf(tvTexts)

/** A worker's name, or `Radnik 3` where the server hides names behind `#3`. */
export function displayName(name: string): string {
  const number = /^#(\d+)$/.exec(name)?.[1]
  return number === undefined ? name : t().worker(Number(number))
}
