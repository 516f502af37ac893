import { A, type RouteSectionProps } from '@solidjs/router'
import type { differenceDetail } from 'shared-schema/api/reconciliation.ts'
import { pantheonTexts } from 'shared-schema/messages/admin/pantheon.ts'
import { For, type JSX, Match, Show, Switch } from 'solid-js'
import type * as z from 'zod'
import { dateTime } from '../../ui/format.ts'
import { textsOf } from '../../ui/language.ts'
import { StatusMark } from '../../ui/status-mark.tsx'
import { useDesk } from '../desk.tsx'
import { createQuery } from '../query.ts'
import { Facts } from '../shell/facts.tsx'
import { FailureNotice } from '../shell/failure-notice.tsx'
import { Loading } from '../shell/loading.tsx'
import { SidePanel } from '../shell/side-panel.tsx'
import { DifferenceActions } from './difference-actions.tsx'
import { differenceTones } from './difference-columns.tsx'
import { figuresOf, reasonOf, subjectOf } from './difference-words.ts'

const t = textsOf(pantheonTexts)
export type DifferenceDetail = z.infer<typeof differenceDetail>

/** One difference: its figures side by side, what can be done, and everything that happened to it. */
export default function DifferencePanel(props: RouteSectionProps): JSX.Element {
  const desk = useDesk()
  const query = createQuery<DifferenceDetail>(
    () =>
      props.params.id === undefined
        ? undefined
        : `/api/reconciliation/differences/${encodeURIComponent(props.params.id)}`,
    ['differences'],
  )
  return (
    <SidePanel
      kind={t().difference}
      title={(() => {
        const found = query.value()
        return found ? t().classes[found.class] : '…'
      })()}
      subject={props.params.id ?? ''}
      back="/erp/differences"
    >
      {() => (
        <Switch fallback={<Loading />}>
          <Match when={query.value()}>
            {(found) => (
              <div class="erp-way">
                <p>
                  <StatusMark tone={differenceTones[found().state]}>{t().states[found().state]}</StatusMark>
                </p>
                <p>{subjectOf(found())}</p>
                <div class="erp-figures">
                  <For each={figuresOf(found())}>
                    {([name, value]) => (
                      <div>
                        <strong class="figures">{value}</strong>
                        <span class="quiet">{name}</span>
                      </div>
                    )}
                  </For>
                </div>
                <Facts
                  facts={[
                    ...(found().reason === null ? [] : ([[t().reason, reasonOf(found())]] as const)),
                    [t().site, found().site ?? '–'],
                    [t().owner, found().owner_name ?? t().noOwner],
                    [t().firstFound, dateTime(found().first_found_at)],
                    [t().lastFound, dateTime(found().last_found_at)],
                    [t().nights, String(found().nights)],
                  ]}
                />
                <Show when={found().document}>
                  {(number) => (
                    <A href={`/erp/dispatches/${encodeURIComponent(number())}`}>{t().openDocument}</A>
                  )}
                </Show>
                <Show when={desk.may('difference.decide') && found().state !== 'settled'}>
                  <DifferenceActions difference={found()} onDone={query.reload} />
                </Show>
                <History difference={found()} />
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

function History(props: { difference: DifferenceDetail }): JSX.Element {
  const word = (what: string) => t().what[what] ?? (t().actions as Record<string, string>)[what] ?? what
  return (
    <section>
      <h3>{t().history}</h3>
      <ol class="erp-list erp-history">
        <For each={props.difference.history}>
          {(entry) => (
            <li>
              <strong>{word(entry.what)}</strong>
              <span class="quiet">
                {dateTime(entry.at)} · {entry.by_name ?? t().aRun}
              </span>
              <Show when={entry.note}>
                <span>{entry.note}</span>
              </Show>
            </li>
          )}
        </For>
      </ol>
    </section>
  )
}
