import type { RouteSectionProps } from '@solidjs/router'
import type { QuarantineDetail } from 'shared-schema/api/quarantine.ts'
import { refusedTexts } from 'shared-schema/messages/admin/refused.ts'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import { errorSentence } from 'shared-schema/messages/errors.ts'
import { createSignal, type JSX, Match, Show, Switch } from 'solid-js'
import type { RequestFailure } from '../../auth/answer.ts'
import { Button } from '../../ui/button.tsx'
import { dateTime } from '../../ui/format.ts'
import { language, textsOf } from '../../ui/language.ts'
import { StatusMark } from '../../ui/status-mark.tsx'
import { useDesk } from '../desk.tsx'
import { createHouse } from '../names.ts'
import { createQuery } from '../query.ts'
import { Facts } from '../shell/facts.tsx'
import { FailureNotice } from '../shell/failure-notice.tsx'
import { Loading } from '../shell/loading.tsx'
import { SidePanel } from '../shell/side-panel.tsx'
import { RefusedContent } from './refused-content.tsx'

const t = textsOf(adminTexts)
const texts = textsOf(refusedTexts)

/** One refused frame: why, from where, and what could be read of it. */
export default function RefusedPanel(props: RouteSectionProps): JSX.Element {
  const desk = useDesk()
  const house = createHouse()
  const [failure, setFailure] = createSignal<RequestFailure>()
  const query = createQuery<QuarantineDetail>(
    () =>
      props.params.id === undefined ? undefined : `/api/quarantine/${encodeURIComponent(props.params.id)}`,
    ['quarantine'],
    (key) => key === props.params.id,
  )
  const frame = query.value
  async function review(id: string): Promise<void> {
    const answer = await desk.send(`/api/quarantine/${encodeURIComponent(id)}/review`, {})
    setFailure(answer.ok ? undefined : answer.failure)
    query.reload()
  }
  return (
    <SidePanel
      kind={t().devices.refusedTitle}
      title={frame()?.device_name ?? frame()?.device ?? '…'}
      subject={props.params.id ?? ''}
      back="/devices/refused"
    >
      {() => (
        <Switch fallback={<Loading />}>
          <Match when={frame()}>
            {(found) => (
              <>
                <p>{errorSentence(found().code, language())}</p>
                <Facts
                  facts={[
                    [t().devices.refusedAt, dateTime(found().at)],
                    [t().devices.refusedWhat, <span class="code">{found().document}</span>],
                    [t().devices.refusedSize, t().devices.refusedBytes(found().bytes)],
                    [t().devices.refusedWhy, <span class="code">{found().code}</span>],
                  ]}
                />
                <section>
                  <h3>{t().devices.detail}</h3>
                  <p class="code">{found().detail}</p>
                </section>
                <p class="quiet">{texts().recovers}</p>
                <RefusedContent frame={found()} />
                <Show
                  when={found().reviewed_by}
                  fallback={
                    <Show when={desk.may('exception.decide')}>
                      <Button kind="primary" onClick={() => void review(found().id)}>
                        {t().devices.review}
                      </Button>
                    </Show>
                  }
                >
                  {(who) => <StatusMark tone="ok">{t().devices.reviewedBy(house.nameOf(who()))}</StatusMark>}
                </Show>
                <Show when={failure()}>{(failed) => <FailureNotice failure={failed()} />}</Show>
              </>
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
