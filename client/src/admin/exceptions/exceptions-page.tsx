import { A, type RouteSectionProps, useSearchParams } from '@solidjs/router'
import ShieldCheck from 'lucide-solid/icons/shield-check'
import type { ExceptionRow } from 'shared-schema/api/exceptions.ts'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import { createMemo, type JSX, Match, Show, Switch } from 'solid-js'
import { EmptyState } from '../../ui/empty-state.tsx'
import { textsOf } from '../../ui/language.ts'
import { Badge } from '../../ui/status-mark.tsx'
import { useDesk } from '../desk.tsx'
import { createListQuery } from '../query.ts'
import { FailureNotice } from '../shell/failure-notice.tsx'
import { useKeepSearch } from '../shell/keep-search.ts'
import { Loading } from '../shell/loading.tsx'
import { NotAllowed } from '../shell/not-allowed.tsx'
import { Page } from '../shell/page.tsx'
import { Tabs } from '../shell/tabs.tsx'
import { ExceptionCard } from './exception-card.tsx'
import { ExceptionList } from './exception-list.tsx'
import { matchingExceptions } from './matching.ts'
import './exceptions-page.css'

const t = textsOf(adminTexts)

/** What waits for a decision, with the card of one beside the list; settled ones by the tab. */
export default function ExceptionsPage(props: RouteSectionProps): JSX.Element {
  const desk = useDesk()
  const keep = useKeepSearch()
  const [params, setParams] = useSearchParams<{ status: string; q: string }>()
  const settled = () => params.status === 'settled'
  const query = createListQuery<ExceptionRow>(
    () =>
      desk.may('exception.read') ? `/api/exceptions?status=${settled() ? 'settled' : 'open'}` : undefined,
    ['exceptions'],
  )
  const rows = createMemo(() => matchingExceptions(query.value()?.items ?? [], params.q ?? ''))
  const chosen = () => (props.params.id === undefined ? undefined : decodeURIComponent(props.params.id))
  const href = (row: ExceptionRow) => keep(`/exceptions/${encodeURIComponent(row.id)}`)
  return (
    <Page
      title={
        <>
          {t().exceptions.title}{' '}
          <Show when={!settled() && rows().length > 0}>
            <Badge tone="attention">{rows().length}</Badge>
          </Show>
        </>
      }
      lead={t().exceptions.lead}
      actions={
        <Show when={desk.may('device.read')}>
          <A href="/devices/refused">{t().devices.refusedTab}</A>
        </Show>
      }
      tabs={
        <Tabs
          label={t().exceptions.title}
          parameter="status"
          tabs={[
            { id: '', name: t().exceptions.open },
            { id: 'settled', name: t().exceptions.settled },
          ]}
        />
      }
    >
      <Switch fallback={<Loading />}>
        <Match when={!desk.may('exception.read')}>
          <NotAllowed />
        </Match>
        <Match when={query.value() || chosen()}>
          <div class="desk-exceptions" data-chosen={chosen() === undefined ? undefined : ''}>
            <Show
              when={(query.value()?.items.length ?? 1) > 0}
              fallback={
                <EmptyState
                  icon={<ShieldCheck />}
                  title={settled() ? t().exceptions.noneSettledTitle : t().exceptions.noneOpenTitle}
                >
                  {settled() ? t().exceptions.noneSettledText : t().exceptions.noneOpenText}
                </EmptyState>
              }
            >
              <ExceptionList
                rows={rows()}
                chosen={chosen() ?? rows()[0]?.id}
                href={href}
                search={params.q ?? ''}
                onSearch={(text) => setParams({ q: text === '' ? null : text }, { replace: true })}
              />
            </Show>
            <Show when={chosen() ?? rows()[0]?.id} keyed>
              {(id) => (
                <ExceptionCard
                  id={id}
                  back={keep('/exceptions')}
                  listed={rows().find((row) => row.id === id)}
                  next={nextOf(rows(), id)}
                  href={href}
                />
              )}
            </Show>
          </div>
        </Match>
        <Match when={query.failure()}>
          {(failure) => <FailureNotice failure={failure()} onRetry={query.reload} />}
        </Match>
      </Switch>
    </Page>
  )
}

function nextOf(rows: readonly ExceptionRow[], id: string): ExceptionRow | undefined {
  const at = rows.findIndex((row) => row.id === id)
  return (
    rows.filter((row) => row.open && row.id !== id)[Math.max(0, at)] ??
    rows.find((row) => row.open && row.id !== id)
  )
}
