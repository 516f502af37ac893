import Lock from 'lucide-solid/icons/lock'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import type { JSX } from 'solid-js'
import { EmptyState } from '../../ui/empty-state.tsx'
import { textsOf } from '../../ui/language.ts'

const t = textsOf(adminTexts)

/** A page that this role does not see. */
export function NotAllowed(): JSX.Element {
  return (
    <EmptyState icon={<Lock />} title={t().shell.notAllowedTitle}>
      {t().shell.notAllowedText}
    </EmptyState>
  )
}
