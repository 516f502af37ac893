import { A, useNavigate } from '@solidjs/router'
import { type Accessor, For, type JSX, Show } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { type Column, stackPlace } from './column.ts'

type TableRowProps<Row> = {
  id: string
  row: Accessor<Row>
  columns: readonly Column<Row>[]
  index: number
  top: number
  height: number
  chosen: boolean
  open: boolean
  tone: 'attention' | 'stop' | 'stale' | undefined
  href: string | undefined
  onChoose: () => void
}

/** One row at its place. Its first cell is a real link, so that a row opens in another tab as any link does. */
export function TableRow<Row>(props: TableRowProps<Row>): JSX.Element {
  const navigate = useNavigate()
  const press = (event: MouseEvent) => {
    props.onChoose()
    const onControl = event.target instanceof Element && event.target.closest('a, button, input') !== null
    if (!onControl && props.href !== undefined) navigate(props.href, { scroll: false })
  }
  const content = (column: Column<Row>) => (
    <Show when={column.cell} fallback={column.text(props.row())}>
      {(cell) => <Dynamic component={() => cell()(props.row)} />}
    </Show>
  )
  return (
    <tr
      id={props.id}
      class="desk-row"
      aria-rowindex={props.index + 2}
      aria-selected={props.open}
      data-chosen={props.chosen ? '' : undefined}
      data-tone={props.tone}
      data-opens={props.href !== undefined ? '' : undefined}
      style={{ transform: `translateY(${props.top}px)`, 'block-size': `${props.height}px` }}
      onClick={press}
    >
      <For each={props.columns}>
        {(column, index) => (
          <td data-end={column.end ? '' : undefined} data-place={stackPlace(column, index())}>
            <Show when={index() === 0 && props.href} fallback={content(column)}>
              {(href) => (
                <A href={href()} tabindex="-1" noScroll onClick={() => props.onChoose()}>
                  {content(column)}
                </A>
              )}
            </Show>
          </td>
        )}
      </For>
    </tr>
  )
}
