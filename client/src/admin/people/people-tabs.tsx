import { A } from '@solidjs/router'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import { type JSX, Show } from 'solid-js'
import { textsOf } from '../../ui/language.ts'
import { useDesk } from '../desk.tsx'
import '../shell/tabs.css'

const t = textsOf(adminTexts)

/** People, and what they did that is not a pick. */
export function PeopleTabs(): JSX.Element {
  const desk = useDesk()
  return (
    <Show when={desk.may('audit.read')}>
      <nav class="desk-tabs" aria-label={t().people.title}>
        <A href="/people" end activeClass="">
          {t().people.people}
        </A>
        <A href="/people/audit" activeClass="">
          {t().people.audit}
        </A>
      </nav>
    </Show>
  )
}
