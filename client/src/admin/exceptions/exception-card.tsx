import { A, useNavigate } from '@solidjs/router'
import ArrowLeft from 'lucide-solid/icons/arrow-left'
import type { ExceptionRow } from 'shared-schema/api/exceptions.ts'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import { createMemo, type JSX, Match, Show, Switch } from 'solid-js'
import { dateTime, quantity } from '../../ui/format.ts'
import { textsOf } from '../../ui/language.ts'
import { StatusMark } from '../../ui/status-mark.tsx'
import { useDesk } from '../desk.tsx'
import { createQuery } from '../query.ts'
import { FailureNotice } from '../shell/failure-notice.tsx'
import { Loading } from '../shell/loading.tsx'
import { DecisionForm } from './decision-form.tsx'
import { DecisionsMade } from './decisions-made.tsx'
import { QuantityFigure } from './quantity-figure.tsx'
import { Sides } from './sides.tsx'

const t = textsOf(adminTexts)

/** One exception: what happened, both sides beside each other, the quantity, the decisions. */
export function ExceptionCard(props: {
  id: string
  listed: ExceptionRow | undefined
  next: ExceptionRow | undefined
  href: (row: ExceptionRow) => string
  back: string
}): JSX.Element {
  const desk = useDesk()
  const navigate = useNavigate()
  // The list may not hold it any more once it is settled; its own address still shows it.
  const query = createQuery<ExceptionRow>(
    () => `/api/exceptions/${encodeURIComponent(props.id)}`,
    ['exceptions'],
  )
  const row = createMemo(() => query.value() ?? props.listed)
  return (
    <article class="desk-exception" aria-label={t().exceptions.title}>
      <A href={props.back} class="desk-exception-back">
        <ArrowLeft /> {t().exceptions.backToList}
      </A>
      <Switch fallback={<Loading />}>
        <Match when={row()}>
          {(found) => (
            <>
              <header>
                <StatusMark tone={found().open ? 'attention' : 'ok'} filled>
                  {found().open ? t().exceptions.stateOpen : t().exceptions.stateSettled}
                </StatusMark>
                <h2>{t().exceptions.kinds[found().kind]}</h2>
                <p class="quiet">{explanation(found())}</p>
                <Show when={correctedBy(found())}>
                  {(units) => (
                    <p>
                      <StatusMark tone="attention">
                        {t().exceptions.alreadyCorrected(quantity(units()), found().unit ?? '')}
                      </StatusMark>
                    </p>
                  )}
                </Show>
              </header>
              <div class="desk-exception-subject">
                <Show when={found().name}>
                  <p>
                    <strong>{found().name}</strong>
                    <br />
                    <span class="code">{found().ident}</span>
                    <Show when={found().location}>
                      {' '}
                      · <span class="code">{found().location}</span>
                    </Show>
                  </p>
                </Show>
                <p>
                  <A href={`/tasks/${found().task}`} class="code">
                    {found().number}
                  </A>
                  <Show when={found().pos}>
                    , {t().requisitions.pos.toLowerCase()} {found().pos}
                  </Show>
                  <br />
                  {found().shop}
                </p>
                <p class="quiet">
                  {t().exceptions.firstSeen}
                  <br />
                  <span class="figures">{dateTime(found().first_seen_at)}</span>
                </p>
              </div>
              <QuantityFigure row={found()} />
              <Sides row={found()} />
              <DecisionsMade row={found()} />
              <Show when={found().open}>
                <Show
                  when={desk.may('exception.decide')}
                  fallback={<p class="quiet">{t().exceptions.onlyReader}</p>}
                >
                  <DecisionForm
                    row={found()}
                    onStale={query.reload}
                    onDone={() => {
                      const { next } = props
                      if (next) navigate(props.href(next), { scroll: false })
                      else navigate(props.back, { scroll: false })
                    }}
                  />
                </Show>
              </Show>
            </>
          )}
        </Match>
        <Match when={query.failure()}>
          {(failure) => <FailureNotice failure={failure()} onRetry={query.reload} />}
        </Match>
      </Switch>
    </article>
  )
}

/** Why both are on record; an over-pick of one person alone has nobody else to tell of. */
function explanation(row: ExceptionRow): string {
  const pickers = new Set(row.sides.map((side) => side.worker))
  return row.kind === 'over_pick' && pickers.size === 1
    ? t().exceptions.overAlone
    : t().exceptions.explain[row.kind]
}

/** By how much another decision on the same line has lowered its count, thousandths; undefined when by nothing. */
function correctedBy(row: ExceptionRow): number | undefined {
  if (!row.open || row.kind !== 'over_pick' || row.requested === null || row.picked === null) return undefined
  const lowered = row.requested + row.fact - row.picked
  return lowered > 0 ? lowered : undefined
}
