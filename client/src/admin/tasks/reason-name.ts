import { adminTexts } from 'shared-schema/messages/admin.ts'
import { textsOf } from '../../ui/language.ts'

const t = textsOf(adminTexts)

/** The name of a shortage reason; a code that this app does not know is shown as it is. */
export function reasonName(code: string): string {
  const reasons: Record<string, string> = t().tasks.reasons
  return (Object.hasOwn(reasons, code) && reasons[code]) || code
}
