import { errorSentence } from 'shared-schema/messages/errors.ts'
import { tvTexts } from 'shared-schema/messages/tv.ts'
import { createSignal, For, type JSX, Show } from 'solid-js'
import type { TvFailure } from '../auth/tv-credential.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { language, textsOf } from '../ui/language.ts'
import { LanguageChoice } from '../ui/preferences.tsx'

const t = textsOf(tvTexts)

/** How a screen becomes a TV of this warehouse. */
export function EnrolScreen(props: {
  refused: boolean
  failure: TvFailure | undefined
  onCode: (code: string) => void
}): JSX.Element {
  const [code, setCode] = createSignal('')
  return (
    <main class="tv-message">
      <h1>{props.refused ? t().refusedTitle : t().enrolTitle}</h1>
      <ol>
        <For each={t().enrolSteps}>{(step) => <li>{step}</li>}</For>
      </ol>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (code().trim() !== '') props.onCode(code())
        }}
      >
        <Field
          label={t().code}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          value={code()}
          onInput={(event) => setCode(event.currentTarget.value)}
        />
        <Button type="submit" kind="primary">
          {t().enrol}
        </Button>
      </form>
      <Show when={props.failure && props.failure.code !== 'not_enrolled' && props.failure}>
        {(failed) => <p role="alert">{errorSentence(failed().code, language())}</p>}
      </Show>
      <LanguageChoice />
    </main>
  )
}
