import { A } from '@solidjs/router'
import MapPinOff from 'lucide-solid/icons/map-pin-off'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import type { JSX } from 'solid-js'
import { EmptyState } from '../../ui/empty-state.tsx'
import { textsOf } from '../../ui/language.ts'
import { Page } from './page.tsx'

const t = textsOf(adminTexts)

/** An address that leads nowhere. */
export function NotFound(): JSX.Element {
  return (
    <Page title={t().shell.nowhere}>
      <EmptyState
        icon={<MapPinOff />}
        title={t().shell.notFoundTitle}
        action={<A href="/">{t().shell.today}</A>}
      >
        {t().shell.notFoundText}
      </EmptyState>
    </Page>
  )
}
