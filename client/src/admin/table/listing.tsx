import { createMemo, For, type JSX, Show } from 'solid-js'
import { locale } from '../../ui/language.ts'
import { arrangeRows, filterOptions } from './arrange-rows.ts'
import type { Column } from './column.ts'
import { DataTable } from './data-table.tsx'
import { exportRows } from './export-rows.ts'
import { FilterMenu } from './filter-menu.tsx'
import { NothingMatches } from './nothing-matches.tsx'
import { TableToolbar } from './table-toolbar.tsx'
import { useTableState } from './use-table-state.ts'
import './listing.css'

/**
 * A whole list of one kind of thing: toolbar with search, filters and export over a table; what is shown is kept
 * in the address. Show it only when there are rows; an empty house explains itself elsewhere.
 */
export function Listing<Row extends object>(props: {
  label: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  href?: ((row: Row) => string) | undefined
  open?: string | undefined
  toneOf?: (row: Row) => 'attention' | 'stop' | 'stale' | undefined
  /** Name of the exported file, without its ending. */
  file: string
  /** Buttons beside the filters. */
  actions?: JSX.Element
}): JSX.Element {
  const filterable = () => props.columns.filter((column) => column.filter)
  const control = useTableState(() => filterable().map((column) => column.id))
  const haystacks = createMemo(() => {
    // Names inside a row are searched in the language they are shown in.
    locale()
    return new WeakMap<Row, string>()
  })
  const shown = createMemo(() =>
    arrangeRows(props.rows, props.columns, control.state(), locale(), haystacks()),
  )
  return (
    <div class="desk-listing">
      <TableToolbar
        control={control}
        shown={shown().length}
        all={props.rows.length}
        onExport={() => exportRows(props.file, props.columns, shown())}
      >
        <For each={filterable()}>
          {(column) => (
            <FilterMenu
              label={column.label()}
              options={() => filterOptions(props.rows, props.columns, control.state(), column.id, locale())}
              nameOf={(value) => column.filter?.name(value) ?? value}
              chosen={control.state().filters.get(column.id) ?? []}
              onToggle={(value) => control.toggle(column.id, value)}
            />
          )}
        </For>
        {props.actions}
      </TableToolbar>
      <Show when={shown().length > 0} fallback={<NothingMatches onClear={control.clear} />}>
        <DataTable
          label={props.label}
          columns={props.columns}
          rows={shown()}
          rowKey={props.rowKey}
          href={props.href}
          open={props.open}
          {...(props.toneOf && { toneOf: props.toneOf })}
          head={{ state: control.state(), sort: control.sort }}
        />
      </Show>
    </div>
  )
}
