import { A } from '@solidjs/router'
import type { Overview } from 'shared-schema/api/overview.ts'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import { createMemo, For, type JSX, Show } from 'solid-js'
import { duration } from '../../ui/format.ts'
import { textsOf } from '../../ui/language.ts'
import { useDesk } from '../desk.tsx'

const t = textsOf(adminTexts)
/** Nothing heard for so long: said, and shown grey, ms. */
const SILENT_MS = 20 * 60_000

/** Who is where, as far as scans can tell. */
export function Whereabouts(props: { overview: Overview | undefined }): JSX.Element {
  const desk = useDesk()
  const workers = createMemo(() => props.overview?.workers.toSorted((a, b) => b.at - a.at))
  const age = (at: number) => Math.max(0, desk.now() - at)
  return (
    <section class="desk-card">
      <header>
        <h2>{t().today.whereabouts}</h2>
        <span class="quiet">{t().today.whereaboutsHint}</span>
      </header>
      <ul>
        <For each={workers()} fallback={<li class="quiet">{workers() ? t().today.noWhereabouts : ''}</li>}>
          {(who) => (
            <li class="desk-whereabouts" data-silent={age(who.at) > SILENT_MS ? '' : undefined}>
              <span class="desk-place code">{who.location ?? '–'}</span>
              <span>
                <strong>{who.name}</strong>
                <br />
                <A href={`/tasks/${who.task}`}>
                  <span class="code">{who.number}</span>
                </A>{' '}
                <span class="quiet">{who.shop}</span>
              </span>
              <span class="quiet figures">
                <Show when={age(who.at) >= 60_000} fallback={t().today.now}>
                  {t().today.ago(duration(age(who.at)))}
                </Show>
              </span>
            </li>
          )}
        </For>
      </ul>
    </section>
  )
}
