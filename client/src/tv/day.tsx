import type { TvLive } from 'shared-schema/api/tv.ts'
import { tvTexts } from 'shared-schema/messages/tv.ts'
import { For, type JSX, Show } from 'solid-js'
import { number, percent } from '../ui/format.ts'
import { textsOf } from '../ui/language.ts'
import { StatusShape } from '../ui/status-mark.tsx'
import { PaceLine } from './pace-line.tsx'

const t = textsOf(tvTexts)

/** The figures of the day and the line of the last two hours. */
export function Day(props: { kpi: TvLive['kpi'] }): JSX.Element {
  const figures = () => [
    { name: t().linesDone, value: number(props.kpi.lines_done_today) },
    { name: t().tasksToday, value: number(props.kpi.tasks_today) },
    { name: t().completed, value: percent(props.kpi.completed_share) },
    { name: t().activeWorkers, value: number(props.kpi.active_workers) },
    { name: t().shortages, value: number(props.kpi.shortages), warns: props.kpi.shortages > 0 },
    { name: t().exceptions, value: number(props.kpi.open_exceptions), warns: props.kpi.open_exceptions > 0 },
  ]
  return (
    <section class="tv-day" aria-label={t().day}>
      <dl>
        <For each={figures()}>
          {(figure) => (
            <div data-tone={figure.warns ? 'attention' : undefined}>
              <dd class="figures">
                <Show when={figure.warns}>
                  <StatusShape tone="attention" />
                </Show>
                {figure.value}
              </dd>
              <dt>{figure.name}</dt>
            </div>
          )}
        </For>
      </dl>
      <PaceLine pace={props.kpi.pace} />
    </section>
  )
}
