import { A, type RouteSectionProps } from '@solidjs/router'
import type { FulfilmentView, fulfilmentList } from 'shared-schema/api/pantheon.ts'
import { pantheonTexts } from 'shared-schema/messages/admin/pantheon.ts'
import { errorWords } from 'shared-schema/messages/errors.ts'
import { createSignal, type JSX, Match, Show, Switch } from 'solid-js'
import type * as z from 'zod'
import type { RequestFailure } from '../../auth/answer.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { dateTime } from '../../ui/format.ts'
import { language, textsOf } from '../../ui/language.ts'
import { showToast } from '../../ui/toast.tsx'
import { useDesk } from '../desk.tsx'
import { createHouse } from '../names.ts'
import { createQuery } from '../query.ts'
import { Facts } from '../shell/facts.tsx'
import { FailureNotice } from '../shell/failure-notice.tsx'
import { Loading } from '../shell/loading.tsx'
import { SidePanel } from '../shell/side-panel.tsx'
import { PostingLines } from './posting-lines.tsx'
import { PostingMark } from './posting-mark.tsx'

const t = textsOf(pantheonTexts)

/** One posting: its lines, its fate, and the release where a person's word is asked for. */
export default function PostingPanel(props: RouteSectionProps): JSX.Element {
  const desk = useDesk()
  const house = createHouse()
  const query = createQuery<z.infer<typeof fulfilmentList>>(
    () => (props.params.id === undefined ? undefined : '/api/pantheon/fulfilments?limit=5000'),
    ['pantheon'],
  )
  const found = (): FulfilmentView | undefined =>
    query.value()?.items.find((each) => each.id === props.params.id)
  return (
    <SidePanel
      kind={t().posting}
      title={<span class="code">{props.params.id}</span>}
      subject={props.params.id ?? ''}
      back="/erp/postings"
    >
      {() => (
        <Switch fallback={<Loading />}>
          <Match when={found()}>
            {(posting) => (
              <div class="erp-way">
                <p>
                  <PostingMark state={posting().state} />
                </p>
                <Show when={posting().failure}>
                  {(failure) => (
                    <Banner tone="stop" title={errorWords(failure().code, language()).what}>
                      <span class="code">{failure().detail}</span>
                    </Banner>
                  )}
                </Show>
                <Facts
                  facts={[
                    [
                      t().document,
                      <A href={`/erp/dispatches/${encodeURIComponent(posting().document)}`}>
                        {posting().document}
                      </A>,
                    ],
                    [t().type, posting().type],
                    [t().key, <span class="code">{posting().ac_key ?? '–'}</span>],
                    [t().attempts, String(posting().attempts)],
                    [t().created, dateTime(posting().created_at)],
                    ...(posting().confirmed_at === null
                      ? []
                      : ([[t().confirmedAt, dateTime(posting().confirmed_at ?? 0)]] as const)),
                  ]}
                />
                <Show when={posting().approved_by}>
                  {(who) => <p>{t().approvedBy(house.nameOf(who()))}</p>}
                </Show>
                <Show when={posting().rejected_by}>
                  {(who) => (
                    <p>
                      {t().rejectedBy(house.nameOf(who()))}: {posting().reject_note}
                    </p>
                  )}
                </Show>
                <PostingLines lines={posting().lines} />
                <Show when={desk.may('erp.approve') && posting().state === 'draft' && !posting().approved_by}>
                  <Release posting={posting()} onDone={query.reload} />
                </Show>
              </div>
            )}
          </Match>
          <Match when={query.failure()}>
            {(failed) => <FailureNotice failure={failed()} onRetry={query.reload} />}
          </Match>
        </Switch>
      )}
    </SidePanel>
  )
}

function Release(props: { posting: FulfilmentView; onDone: () => void }): JSX.Element {
  const desk = useDesk()
  const [note, setNote] = createSignal('')
  const [refusing, setRefusing] = createSignal(false)
  const [failure, setFailure] = createSignal<RequestFailure>()
  async function decide(what: 'approve' | 'reject', body: object): Promise<void> {
    const { id, version } = props.posting
    const answer = await desk.send(`/api/pantheon/fulfilments/${encodeURIComponent(id)}/${what}`, {
      version,
      ...body,
    })
    setFailure(answer.ok ? undefined : answer.failure)
    if (answer.ok) showToast(what === 'approve' ? t().approved : t().acted)
    props.onDone()
  }
  return (
    <section class="erp-choices">
      <Button kind="primary" onClick={() => void decide('approve', {})}>
        {t().approve}
      </Button>
      <Show when={refusing()} fallback={<Button onClick={() => setRefusing(true)}>{t().reject}</Button>}>
        <Field
          label={t().rejectWhy}
          maxlength={500}
          value={note()}
          onInput={(event) => setNote(event.currentTarget.value)}
        />
        <Button
          kind="stop"
          disabled={note().trim() === ''}
          onClick={() => void decide('reject', { note: note().trim() })}
        >
          {t().reject}
        </Button>
      </Show>
      <Show when={failure()}>{(failed) => <FailureNotice failure={failed()} />}</Show>
    </section>
  )
}
