import { tvTexts } from 'shared-schema/messages/tv.ts'
import { type JSX, Show } from 'solid-js'
import { textsOf } from '../ui/language.ts'

const t = textsOf(tvTexts)

/** Before the first picture. */
export function Waiting(props: { noServer?: boolean }): JSX.Element {
  return (
    <main class="tv-message">
      <h1>{t().title}</h1>
      <p role="status">
        <Show when={props.noServer} fallback={t().connecting}>
          {t().noServer}
        </Show>
      </p>
    </main>
  )
}
