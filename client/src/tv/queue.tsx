import type { TvLive } from 'shared-schema/api/tv.ts'
import { tvTexts } from 'shared-schema/messages/tv.ts'
import { createMemo, For, type JSX, Show } from 'solid-js'
import { time } from '../ui/format.ts'
import { textsOf } from '../ui/language.ts'
import { ProgressBar } from '../ui/progress.tsx'
import { StatusMark, type StatusTone } from '../ui/status-mark.tsx'
import { displayName } from './display-name.ts'
import { createRoom } from './room.ts'
import { rotate } from './rotation.ts'

const t = textsOf(tvTexts)
type Row = TvLive['queue'][number]

/** Least height of a row, rem of the TV. */
const ROW_REM = 6.75

const tones: Record<string, StatusTone> = {
  assigned: 'new',
  in_progress: 'busy',
  paused: 'stale',
  done: 'ok',
}

/** The documents in work with their progress; more than fit take turns. */
export function Queue(props: { rows: readonly Row[]; now: number }): JSX.Element {
  const room = createRoom(ROW_REM)
  const shown = createMemo(() => rotate(props.rows, room.rows(), props.now))
  const words = (status: string) => {
    if (status === 'done') return t().done
    if (status === 'paused') return t().paused
    return status === 'in_progress' ? t().inProgress : t().waiting
  }
  return (
    <section class="tv-queue" aria-label={t().queue}>
      <h2>
        {t().queue}
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
              <strong>{t().emptyQueueTitle}</strong>
              <span>{t().emptyQueueText}</span>
            </li>
          }
        >
          {(row) => (
            <li data-status={row.status}>
              <span class="tv-shop">{row.shop}</span>
              <span class="tv-count figures">
                <strong>{row.lines_done}</strong>/{row.lines}
              </span>
              <ProgressBar
                label={`${row.number} ${t().of(row.lines_done, row.lines)}`}
                value={row.lines_done}
                max={row.lines}
              />
              <span class="tv-who">
                <span class="code">{row.number}</span>
                <span>{row.workers.map(displayName).join(', ')}</span>
              </span>
              <span class="tv-when figures">
                <Show when={row.shortages > 0}>
                  <StatusMark tone="attention">{t().short(row.shortages)}</StatusMark>
                </Show>
                <Show
                  when={row.status === 'in_progress' && row.eta}
                  fallback={<StatusMark tone={tones[row.status] ?? 'new'}>{words(row.status)}</StatusMark>}
                >
                  {(eta) => <span>{t().eta(time(eta()))}</span>}
                </Show>
              </span>
            </li>
          )}
        </For>
      </ul>
    </section>
  )
}
