import { adminTexts } from 'shared-schema/messages/admin.ts'
import { type JSX, Show } from 'solid-js'
import type { AppUpdate } from '../../service-worker/update.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { textsOf } from '../../ui/language.ts'
import { signalOf } from '../../ui/signal-of.ts'

const t = textsOf(adminTexts)

/** Offers a new version; it never comes by itself, somebody may be in the middle of a decision. */
export function UpdateNotice(props: { update: AppUpdate }): JSX.Element {
  const available = signalOf(props.update.available)
  return (
    <Show when={available()}>
      <Banner
        tone="busy"
        title={t().shell.updateReady}
        action={<Button onClick={() => props.update.apply()}>{t().shell.updateNow}</Button>}
      />
    </Show>
  )
}
