import { adminTexts } from 'shared-schema/messages/admin.ts'
import { commonTexts } from 'shared-schema/messages/common.ts'
import { createSignal, createUniqueId, type JSX, Show } from 'solid-js'
import type { RequestFailure } from '../../auth/answer.ts'
import type { DeskSession } from '../../auth/desk-session.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { textsOf } from '../../ui/language.ts'
import { LanguageChoice } from '../../ui/preferences.tsx'
import { FailureNotice } from '../shell/failure-notice.tsx'
import './sign-in.css'

const t = textsOf(adminTexts)
const common = textsOf(commonTexts)

/** Asks who is there. With `again`, somebody's session ended under way: the page waits behind it. */
export function SignIn(props: { session: DeskSession; again?: string }): JSX.Element {
  const title = createUniqueId()
  const [username, setUsername] = createSignal(props.again ?? '')
  const [password, setPassword] = createSignal('')
  const [shown, setShown] = createSignal(false)
  const [busy, setBusy] = createSignal(false)
  const [failure, setFailure] = createSignal<RequestFailure>()

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    if (busy()) return
    setBusy(true)
    const answer = await props.session.signIn(username().trim(), password())
    setBusy(false)
    setFailure(answer.ok ? undefined : answer.failure)
    if (!answer.ok) setPassword('')
  }
  return (
    <main class="desk-sign-in" data-over={props.again === undefined ? undefined : ''}>
      <form aria-labelledby={title} onSubmit={(event) => void submit(event)}>
        <p class="desk-sign-in-product">{common().product}</p>
        <div>
          <h1 id={title}>{t().signIn.title}</h1>
          <p class="quiet">{props.again === undefined ? t().signIn.intro : t().signIn.ended}</p>
        </div>
        <Show when={failure()}>
          {(failed) => (
            <Show when={failed().retryAfter} fallback={<FailureNotice failure={failed()} />}>
              {(seconds) => <Banner tone="attention" title={t().signIn.throttled(Math.ceil(seconds()))} />}
            </Show>
          )}
        </Show>
        <Field
          label={t().signIn.username}
          size="touch"
          name="username"
          autocomplete="username"
          autocapitalize="none"
          spellcheck={false}
          required
          autofocus={props.again === undefined}
          value={username()}
          onInput={(event) => setUsername(event.currentTarget.value)}
        />
        <div class="desk-sign-in-password">
          <Field
            label={t().signIn.password}
            size="touch"
            name="password"
            type={shown() ? 'text' : 'password'}
            autocomplete="current-password"
            required
            autofocus={props.again !== undefined}
            value={password()}
            onInput={(event) => setPassword(event.currentTarget.value)}
          />
          <Button kind="quiet" onClick={() => setShown(!shown())}>
            {shown() ? t().signIn.hide : t().signIn.show}
          </Button>
        </div>
        <Button type="submit" kind="primary" size="touch" wide disabled={busy()}>
          {busy() ? t().signIn.submitting : t().signIn.submit}
        </Button>
        <Show when={props.again === undefined}>
          <footer>
            <p class="quiet">
              {t().signIn.workersElsewhere} <a href="/">{t().signIn.toWorkerApp}</a>
            </p>
            <LanguageChoice />
          </footer>
        </Show>
      </form>
    </main>
  )
}
