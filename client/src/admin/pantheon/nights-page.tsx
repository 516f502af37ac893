import Moon from 'lucide-solid/icons/moon'
import type { reconciliationRun, reconciliationRuns } from 'shared-schema/api/reconciliation.ts'
import { differenceClasses } from 'shared-schema/domain/reconciliation/difference.ts'
import { pantheonTexts } from 'shared-schema/messages/admin/pantheon.ts'
import { For, type JSX, Match, Show, Switch } from 'solid-js'
import type * as z from 'zod'
import { EmptyState } from '../../ui/empty-state.tsx'
import { dateTime, number } from '../../ui/format.ts'
import { language, textsOf } from '../../ui/language.ts'
import { Badge, StatusMark } from '../../ui/status-mark.tsx'
import { useDesk } from '../desk.tsx'
import { createQuery } from '../query.ts'
import { FailureNotice } from '../shell/failure-notice.tsx'
import { Loading } from '../shell/loading.tsx'
import { NotAllowed } from '../shell/not-allowed.tsx'
import { Page } from '../shell/page.tsx'
import { documentDate } from '../units.ts'
import { DownloadButton } from './download-button.tsx'
import { PantheonTabs } from './pantheon-tabs.tsx'
import './pantheon.css'

const t = textsOf(pantheonTexts)
type Night = z.infer<typeof reconciliationRun>

/** The comparisons of the last nights, each with its report as a file. */
export default function NightsPage(): JSX.Element {
  const desk = useDesk()
  const query = createQuery<z.infer<typeof reconciliationRuns>>(
    () => (desk.may('erp.read') ? '/api/reconciliation/runs?limit=60' : undefined),
    ['differences'],
  )
  return (
    <Page title={t().nightsTitle} lead={t().nightsLead} tabs={<PantheonTabs />} flowing>
      <Switch fallback={<Loading />}>
        <Match when={!desk.may('erp.read')}>
          <NotAllowed />
        </Match>
        <Match when={query.value()?.items.length === 0}>
          <EmptyState icon={<Moon />} title={t().noNightsTitle}>
            {t().noNightsText}
          </EmptyState>
        </Match>
        <Match when={query.value()}>
          {(nights) => (
            <section class="desk-card">
              <For each={nights().items}>{(night) => <NightLine night={night} />}</For>
            </section>
          )}
        </Match>
        <Match when={query.failure()}>
          {(failure) => <FailureNotice failure={failure()} onRetry={query.reload} />}
        </Match>
      </Switch>
    </Page>
  )
}

function NightLine(props: { night: Night }): JSX.Element {
  const found = () => differenceClasses.filter((each) => (props.night.found[each] ?? 0) > 0)
  const report = () => `/api/reconciliation/runs/${encodeURIComponent(props.night.id)}`
  const name = () => `poredjenje-${props.night.date}`
  return (
    <div class="erp-question">
      <div>
        <StatusMark tone={found().length === 0 ? 'ok' : 'attention'}>
          <strong>{documentDate(props.night.date, language())}</strong>
        </StatusMark>
        <p class="quiet">
          {dateTime(props.night.at)} ·{' '}
          {t().comparedWords(
            props.night.compared.documents,
            props.night.compared.lines,
            props.night.compared.articles,
          )}
        </p>
        <p class="erp-found">
          <Show when={found().length > 0} fallback={t().agrees}>
            <For each={found()}>
              {(each) => (
                <span>
                  {t().classes[each]} <Badge>{number(props.night.found[each] ?? 0)}</Badge>
                </span>
              )}
            </For>
          </Show>
        </p>
      </div>
      <div class="erp-sync-buttons">
        <DownloadButton path={`${report()}?format=pdf`} file={`${name()}.pdf`}>
          {t().asPdf}
        </DownloadButton>
        <DownloadButton path={`${report()}?format=csv`} file={`${name()}.csv`}>
          {t().asCsv}
        </DownloadButton>
      </div>
    </div>
  )
}
