import ArrowDown from 'lucide-solid/icons/arrow-down'
import ArrowUp from 'lucide-solid/icons/arrow-up'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import { For, type JSX, Show } from 'solid-js'
import { textsOf } from '../../ui/language.ts'
import type { Column } from './column.ts'
import type { TableState } from './table-address.ts'

const t = textsOf(adminTexts)

/** What the head of a table sorts by; absent for tables whose order means something. */
export type HeadState = { readonly state: TableState; readonly sort: (column: string) => void }

/** The names of the columns; a press sorts by one. */
export function TableHead<Row>(props: {
  columns: readonly Column<Row>[]
  head: HeadState | undefined
}): JSX.Element {
  const sorted = (id: string) => {
    const sort = props.head?.state.sort
    if (sort?.column !== id) return undefined
    return sort.descending ? 'descending' : 'ascending'
  }
  return (
    <thead>
      <tr aria-rowindex={1}>
        <For each={props.columns}>
          {(column) => (
            <th scope="col" aria-sort={sorted(column.id)} data-end={column.end ? '' : undefined}>
              <Show when={props.head} fallback={<span>{column.label()}</span>}>
                {(head) => (
                  <button
                    type="button"
                    aria-label={t().table.sortBy(column.label())}
                    onClick={() => head().sort(column.id)}
                  >
                    <span>{column.label()}</span>
                    <Show when={sorted(column.id)}>
                      {(way) => (way() === 'ascending' ? <ArrowUp /> : <ArrowDown />)}
                    </Show>
                  </button>
                )}
              </Show>
            </th>
          )}
        </For>
      </tr>
    </thead>
  )
}
