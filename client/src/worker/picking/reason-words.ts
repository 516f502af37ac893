import { workerPickingTexts } from 'shared-schema/messages/worker/picking.ts'
import { textsOf } from '../../ui/language.ts'

const t = textsOf(workerPickingTexts)

/** A shortage reason in words; a code of a newer version is shown as it is. */
export function reasonWords(code: string, text?: string): string {
  const reasons: Record<string, string> = t().reasons
  const word = (Object.hasOwn(reasons, code) && reasons[code]) || code
  return text === undefined ? word : `${word}: ${text}`
}
