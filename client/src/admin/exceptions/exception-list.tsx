import { A, useNavigate } from '@solidjs/router'
import type { ExceptionRow } from 'shared-schema/api/exceptions.ts'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import { For, type JSX, Show } from 'solid-js'
import { moment } from '../../ui/format.ts'
import { textsOf } from '../../ui/language.ts'
import { StatusShape } from '../../ui/status-mark.tsx'
import { useDesk } from '../desk.tsx'
import { SearchField } from '../shell/search-field.tsx'
import { nextRow } from '../table/next-row.ts'
import { withUnit } from '../units.ts'

const t = textsOf(adminTexts)

/** The exceptions one below the other, newest first; arrow keys walk through them. */
export function ExceptionList(props: {
  rows: readonly ExceptionRow[]
  chosen: string | undefined
  href: (row: ExceptionRow) => string
  search: string
  onSearch: (text: string) => void
}): JSX.Element {
  const desk = useDesk()
  const navigate = useNavigate()
  let list: HTMLUListElement | undefined
  const walk = (event: KeyboardEvent) => {
    const at = props.rows.findIndex((row) => row.id === props.chosen)
    const to = nextRow(event.key, at, props.rows.length, 6)
    const row = to === undefined ? undefined : props.rows[to]
    if (to === undefined || row === undefined) return
    event.preventDefault()
    navigate(props.href(row), { scroll: false, replace: true })
    list?.querySelectorAll('a')[to]?.focus()
  }
  return (
    <div class="desk-exception-list">
      <search>
        <SearchField value={props.search} onInput={props.onSearch} />
      </search>
      <ul ref={list} onKeyDown={walk}>
        <For
          each={props.rows}
          fallback={<li class="quiet desk-exception-none">{t().table.nothingMatches}</li>}
        >
          {(row) => (
            <li>
              <A
                href={props.href(row)}
                noScroll
                activeClass=""
                data-chosen={props.chosen === row.id ? '' : undefined}
              >
                <StatusShape tone={row.open ? 'attention' : 'ok'} />
                <span>
                  <strong>{t().exceptions.shortKinds[row.kind]}</strong>
                  <Show when={row.name}>
                    <span>
                      <span class="code">{row.ident}</span> {row.name}
                    </span>
                  </Show>
                  <span class="quiet">
                    {row.number} · {row.shop}
                  </span>
                </span>
                <span class="desk-exception-figures">
                  <Show when={row.picked !== null && row.requested !== null}>
                    <strong class="figures">
                      {withUnit(row.picked ?? 0, null)}/{withUnit(row.requested ?? 0, null)}
                    </strong>
                  </Show>
                  <span class="quiet figures">{moment(row.first_seen_at, desk.now())}</span>
                </span>
              </A>
            </li>
          )}
        </For>
      </ul>
    </div>
  )
}
