import SearchX from 'lucide-solid/icons/search-x'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import type { JSX } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { textsOf } from '../../ui/language.ts'

const t = textsOf(adminTexts)

/** A search or filter that leaves nothing, and the way out of it. */
export function NothingMatches(props: { onClear: () => void }): JSX.Element {
  return (
    <EmptyState
      icon={<SearchX />}
      title={t().table.nothingMatches}
      action={<Button onClick={() => props.onClear()}>{t().table.clearFilters}</Button>}
    >
      {t().table.nothingMatchesHint}
    </EmptyState>
  )
}
