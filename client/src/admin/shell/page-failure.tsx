import TriangleAlert from 'lucide-solid/icons/triangle-alert'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import { commonTexts } from 'shared-schema/messages/common.ts'
import type { JSX } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { textsOf } from '../../ui/language.ts'

const t = textsOf(adminTexts)
const common = textsOf(commonTexts)

/** A page that failed in a way nobody foresaw: the rail still works, and so does another try. */
export function PageFailure(props: { error: unknown; again: () => void }): JSX.Element {
  console.error('A page of the desk failed', props.error)
  return (
    <EmptyState
      icon={<TriangleAlert />}
      title={t().shell.pageFailedTitle}
      action={<Button onClick={() => props.again()}>{common().retry}</Button>}
    >
      {t().shell.pageFailedText}
    </EmptyState>
  )
}
