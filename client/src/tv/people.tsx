import type { TvLive } from 'shared-schema/api/tv.ts'
import { tvTexts } from 'shared-schema/messages/tv.ts'
import { createMemo, For, type JSX, Show } from 'solid-js'
import { duration, number, percent } from '../ui/format.ts'
import { textsOf } from '../ui/language.ts'
import { ProgressBar } from '../ui/progress.tsx'
import { StatusShape } from '../ui/status-mark.tsx'
import { displayName } from './display-name.ts'
import { createRoom } from './room.ts'
import { rotate } from './rotation.ts'

const t = textsOf(tvTexts)

/** Least height of a row, rem of the TV. */
const ROW_REM = 5

/** Who did how much today. A silent device is grey with its age: nothing heard is not nothing done. */
export function People(props: { leaders: TvLive['leaders']; now: number; hidden: boolean }): JSX.Element {
  const room = createRoom(ROW_REM)
  const shown = createMemo(() => rotate(props.leaders, room.rows(), props.now))
  return (
    <section class="tv-people" aria-label={t().people}>
      <h2>
        {t().people}
        <span class="tv-unit">
          {t().linesShort} · {t().perHour}
        </span>
        <Show when={shown().pages > 1}>
          <span class="tv-pages figures">
            {shown().page + 1}/{shown().pages}
          </span>
        </Show>
      </h2>
      <ul ref={room.measure} style={{ '--row': `${room.height()}px` }}>
        <For
          each={shown().rows}
          fallback={
            <li class="tv-empty">
              <strong>{t().emptyPeopleTitle}</strong>
              <span>{t().emptyPeopleText}</span>
            </li>
          }
        >
          {(leader) => (
            <li data-stale={leader.stale ? '' : undefined}>
              <span class="tv-name">
                <Show when={leader.stale}>
                  <StatusShape tone="stale" />{' '}
                </Show>
                {displayName(leader.name)}
                <ProgressBar
                  label={`${displayName(leader.name)}: ${percent(leader.completion)}`}
                  value={leader.completion}
                  max={1}
                />
              </span>
              <strong class="figures">{leader.lines}</strong>
              <Show
                when={leader.stale && leader.last_at}
                fallback={
                  <span class="figures">{number(leader.lines_per_hour, { maximumFractionDigits: 0 })}</span>
                }
              >
                {(at) => <span class="figures">{t().silent(duration(props.now - at()))}</span>}
              </Show>
            </li>
          )}
        </For>
      </ul>
    </section>
  )
}
