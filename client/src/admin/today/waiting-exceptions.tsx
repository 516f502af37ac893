import { A } from '@solidjs/router'
import type { ExceptionRow } from 'shared-schema/api/exceptions.ts'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import { For, type JSX, Show } from 'solid-js'
import { textsOf } from '../../ui/language.ts'
import { StatusMark, StatusShape } from '../../ui/status-mark.tsx'

const t = textsOf(adminTexts)
const SHOWN = 5

/** The exceptions that have waited longest are decided first; here are the latest, with the way to all. */
export function WaitingExceptions(props: { rows: readonly ExceptionRow[] | undefined }): JSX.Element {
  return (
    <section class="desk-card">
      <header>
        <h2>{t().today.exceptions}</h2>
        <Show when={(props.rows?.length ?? 0) > 0}>
          <A href="/exceptions">{t().today.seeAllExceptions}</A>
        </Show>
      </header>
      <ul>
        <For
          each={props.rows?.slice(0, SHOWN)}
          fallback={
            <Show when={props.rows}>
              <li>
                <StatusMark tone="ok">{t().today.noExceptions}</StatusMark>
              </li>
            </Show>
          }
        >
          {(row) => (
            <li>
              <A href={`/exceptions/${encodeURIComponent(row.id)}`} class="desk-today-exception">
                <StatusShape tone="attention" />
                <span>
                  <strong>{t().exceptions.shortKinds[row.kind]}</strong> {row.name ?? row.number}
                  <br />
                  <span class="quiet">
                    {[...new Set(row.sides.map((side) => side.worker_name))].join(' · ')}
                  </span>
                </span>
              </A>
            </li>
          )}
        </For>
      </ul>
    </section>
  )
}
