import { tvTexts } from 'shared-schema/messages/tv.ts'
import { createEffect, createSignal, type JSX, onCleanup, Show } from 'solid-js'
import { duration, time } from '../ui/format.ts'
import { followHouseZone } from '../ui/house-zone.ts'
import { textsOf } from '../ui/language.ts'
import { StatusMark } from '../ui/status-mark.tsx'
import { theme } from '../ui/theme.ts'
import type { Picture } from './connection.ts'
import { Day } from './day.tsx'
import { freshness } from './freshness.ts'
import { Morning } from './morning.tsx'
import { isNight } from './night.ts'
import { People } from './people.tsx'
import { pixelShift } from './pixel-shift.ts'
import { Queue } from './queue.tsx'

const t = textsOf(tvTexts)

/** Queue, people, and the day, in one look from eight metres. */
export function Board(props: { picture: Picture; cutSince: number | undefined }): JSX.Element {
  const [clock, setClock] = createSignal(Date.now())
  const timer = setInterval(() => setClock(Date.now()), 1_000)
  onCleanup(() => clearInterval(timer))
  const live = () => props.picture.live
  // The server's time goes on the wall: the clock of a TV is nobody's care.
  const now = () => clock() + live().at - props.picture.receivedAt
  const state = () => freshness(props.picture.receivedAt, props.cutSince, clock())
  const shift = () => pixelShift(clock())
  const night = () => isNight(now(), live().time_zone)
  createEffect(() => followHouseZone(live().time_zone))
  // A dark hall and a light screen do not go together, whatever was chosen for the day.
  createEffect(() => {
    const { dataset } = document.documentElement
    const chosen = theme()
    if (night()) dataset.theme = 'dark'
    else if (chosen === 'system') delete dataset.theme
    else dataset.theme = chosen
  })
  return (
    <main
      class="tv"
      data-stale={state().stale ? '' : undefined}
      data-night={night() ? '' : undefined}
      style={{ transform: `translate(${shift().x}px, ${shift().y}px)` }}
    >
      <header class="tv-head">
        <h1>{live().warehouse}</h1>
        <p class="tv-state" role="status">
          <Show when={state().stale} fallback={<StatusMark tone="ok">{t().live}</StatusMark>}>
            <StatusMark tone="stale">{t().stale(duration(state().age))}</StatusMark>
          </Show>
        </p>
        <Morning summary={live().reconciliation} />
        <p>
          <Show when={live().kpi.shift_ends_at} fallback={t().noShift}>
            {(ends) => t().shiftEnds(duration(Math.max(0, ends() - now())))}
          </Show>
        </p>
        <p class="tv-clock figures">{time(now())}</p>
      </header>
      <Queue rows={live().queue} now={now()} />
      <People leaders={live().leaders} now={now()} hidden={live().names_hidden} />
      <Day kpi={live().kpi} />
    </main>
  )
}
