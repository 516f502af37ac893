import { adminTexts } from 'shared-schema/messages/admin.ts'
import { textsOf } from '../../ui/language.ts'

const t = textsOf(adminTexts)

/** The name of an audited action; one that this app does not know is shown by its code. */
export function actionName(action: string): string {
  const names: Record<string, string> = t().people.actions
  return names[action] ?? action
}
