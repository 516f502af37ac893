import { A } from '@solidjs/router'
import type { PantheonStatus } from 'shared-schema/api/pantheon.ts'
import type { ReconciliationSummary } from 'shared-schema/api/reconciliation.ts'
import { pantheonTexts } from 'shared-schema/messages/admin/pantheon.ts'
import { For, type JSX, Match, Show, Switch } from 'solid-js'
import { dateTime, moment, number, time } from '../../ui/format.ts'
import { textsOf } from '../../ui/language.ts'
import { StatusMark, StatusShape } from '../../ui/status-mark.tsx'
import { useDesk } from '../desk.tsx'
import { createQuery } from '../query.ts'
import { Facts } from '../shell/facts.tsx'
import { FailureNotice } from '../shell/failure-notice.tsx'
import { Loading } from '../shell/loading.tsx'
import { NotAllowed } from '../shell/not-allowed.tsx'
import { Page } from '../shell/page.tsx'
import { Morning } from './morning-note.tsx'
import { PantheonTabs } from './pantheon-tabs.tsx'
import { RunAccount } from './run-account.tsx'
import { SyncButtons } from './sync-buttons.tsx'
import '../today/today-page.css'
import './pantheon.css'

const t = textsOf(pantheonTexts)
const connectionTones = { absent: 'stale', connected: 'ok', silent: 'stop' } as const
const breakerTones = { closed: 'ok', open: 'stop', half_open: 'attention' } as const

/** How the bridge stands with the ERP, what waits for people, and what ran last. */
export default function PantheonStatusPage(): JSX.Element {
  const desk = useDesk()
  const path = (address: string) => () => (desk.may('erp.read') ? address : undefined)
  const query = createQuery<PantheonStatus>(path('/api/pantheon/sync/status'), ['pantheon', 'differences'])
  const summary = createQuery<ReconciliationSummary>(path('/api/reconciliation/summary'), [
    'differences',
    'pantheon',
  ])
  return (
    <Page title={t().title} lead={t().lead} tabs={<PantheonTabs />} flowing>
      <Switch fallback={<Loading />}>
        <Match when={!desk.may('erp.read')}>
          <NotAllowed />
        </Match>
        <Match when={query.value()}>
          {(status) => (
            <div class="desk-today">
              <Morning summary={summary.value()} />
              <Figures status={status()} summary={summary.value()} />
              <div>
                <Show when={desk.may('erp.sync')}>
                  <SyncButtons running={status().running} />
                </Show>
                <section class="desk-card">
                  <header>
                    <h2>{t().lastRuns}</h2>
                  </header>
                  <For each={status().last} fallback={<p class="erp-none quiet">{t().noRuns}</p>}>
                    {(run) => <RunAccount run={run} />}
                  </For>
                </section>
              </div>
              <div>
                <Connection status={status()} />
              </div>
            </div>
          )}
        </Match>
        <Match when={query.failure()}>
          {(failure) => <FailureNotice failure={failure()} onRetry={query.reload} />}
        </Match>
      </Switch>
    </Page>
  )
}

function Figures(props: { status: PantheonStatus; summary: ReconciliationSummary | undefined }): JSX.Element {
  const figures = () =>
    [
      [t().openDifferences, props.summary?.open_total, '/erp/differences'],
      [t().waitingApproval, props.status.waiting_approval, '/erp/postings'],
      [t().unposted, props.summary?.unposted_documents, '/erp/differences?class=unposted'],
      [t().unmapped, props.status.unmapped_sites, '/erp/questions'],
      [t().unknownArticles, props.status.unknown_articles, '/erp/questions'],
    ] as const
  return (
    <section class="desk-figures" aria-label={t().figures}>
      <For each={figures()}>
        {([name, value, href]) => (
          <A href={href} data-tone={value ? 'attention' : undefined}>
            <strong class="figures">{value === undefined ? '–' : number(value)}</strong>
            <span>
              <Show when={value}>
                <StatusShape tone="attention" />{' '}
              </Show>
              {name}
            </span>
          </A>
        )}
      </For>
    </section>
  )
}

function Connection(props: { status: PantheonStatus }): JSX.Element {
  const desk = useDesk()
  const state = () => props.status.connection
  return (
    <section class="desk-card erp-connection">
      <header>
        <h2>{t().connection}</h2>
        <StatusMark tone={connectionTones[state()]}>{t().connections[state()]}</StatusMark>
      </header>
      <Show when={state() !== 'connected'}>
        <p class="erp-none">{state() === 'absent' ? t().absentText : t().silentText}</p>
      </Show>
      <Show when={props.status.bridge}>
        {(bridge) => (
          <Facts
            facts={[
              [
                t().breaker,
                <StatusMark tone={breakerTones[bridge().breaker]}>
                  {t().breakers[bridge().breaker]}{' '}
                  {bridge().breaker_until === null ? '' : t().until(time(bridge().breaker_until ?? 0))}
                </StatusMark>,
              ],
              [t().adapter, t().adapters[bridge().adapter]],
              [
                t().nextNight,
                bridge().next_run_at === null ? t().noNight : dateTime(bridge().next_run_at ?? 0),
              ],
              [t().lastHeard, moment(bridge().at, desk.now())],
              [t().version, bridge().version],
              ...(bridge().last_error === null
                ? []
                : ([[t().lastError, <span class="code">{bridge().last_error?.detail}</span>]] as const)),
            ]}
          />
        )}
      </Show>
    </section>
  )
}
