import ScanBarcode from 'lucide-solid/icons/scan-barcode'
import type { lookupResponse } from 'shared-schema/api/catalogue.ts'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import { createSignal, For, type JSX, Match, Show, Switch } from 'solid-js'
import type * as z from 'zod'
import type { RequestFailure } from '../../auth/answer.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { textsOf } from '../../ui/language.ts'
import { useDesk } from '../desk.tsx'
import { FailureNotice } from '../shell/failure-notice.tsx'
import { withUnit } from '../units.ts'

const t = textsOf(adminTexts)
type Answer = z.infer<typeof lookupResponse>

/** Says what a phone would make of a code. */
export function CheckCode(): JSX.Element {
  const desk = useDesk()
  const [code, setCode] = createSignal('')
  const [answer, setAnswer] = createSignal<Answer>()
  const [failure, setFailure] = createSignal<RequestFailure>()
  async function look(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    if (code().trim() === '') return
    const path = `/api/catalog/lookup?code=${encodeURIComponent(code().trim())}`
    const answered = await desk.get<Answer>(path, new AbortController().signal)
    setFailure(answered.ok ? undefined : answered.failure)
    setAnswer(answered.ok ? answered.value : undefined)
  }
  const of = <K extends Answer['kind']>(kind: K) => {
    const now = answer()
    return now?.kind === kind ? (now as Extract<Answer, { kind: K }>) : undefined
  }
  return (
    <form class="desk-check" onSubmit={(event) => void look(event)}>
      <Field
        label={t().catalogue.lookupTitle}
        hint={t().catalogue.lookupHint}
        autocomplete="off"
        spellcheck={false}
        value={code()}
        onInput={(event) => setCode(event.currentTarget.value)}
      />
      <Button type="submit" icon={<ScanBarcode />}>
        {t().catalogue.lookup}
      </Button>
      <div class="desk-check-answer" role="status">
        <Switch>
          <Match when={of('article')}>
            {(found) => (
              <Banner
                tone={found().check_digit_wrong ? 'attention' : 'ok'}
                title={t().catalogue.lookupArticle}
              >
                <span class="code">{found().article.ident}</span> {found().article.name}.{' '}
                {t().catalogue.countsAs(withUnit(found().factor, found().article.unit))}
                <Show when={found().check_digit_wrong}> {t().catalogue.checkDigitWrong}</Show>
              </Banner>
            )}
          </Match>
          <Match when={of('ambiguous')}>
            {(found) => (
              <Banner tone="attention" title={t().catalogue.lookupAmbiguous(found().candidates.length)}>
                <For each={found().candidates}>
                  {(each) => (
                    <span class="desk-check-candidate">
                      <span class="code">{each.ident}</span> {each.name}
                    </span>
                  )}
                </For>
              </Banner>
            )}
          </Match>
          <Match when={of('location')}>
            {(found) => <Banner tone="ok" title={t().catalogue.lookupLocation(found().location)} />}
          </Match>
          <Match when={of('bad_check_digit')}>
            <Banner tone="attention" title={t().catalogue.lookupBadDigit} />
          </Match>
          <Match when={of('unknown')}>
            <Banner tone="stop" title={t().catalogue.lookupUnknown} />
          </Match>
          <Match when={failure()}>{(failed) => <FailureNotice failure={failed()} />}</Match>
        </Switch>
      </div>
    </form>
  )
}
