import { useNavigate } from '@solidjs/router'
import { createVirtualizer } from '@tanstack/solid-virtual'
import {
  createEffect,
  createMemo,
  createSignal,
  createUniqueId,
  For,
  type JSX,
  on,
  onCleanup,
  onMount,
  Show,
} from 'solid-js'
import type { Column } from './column.ts'
import { fitColumns, STACK_BELOW } from './fit-columns.ts'
import { nextRow } from './next-row.ts'
import { type HeadState, TableHead } from './table-head.tsx'
import { TableRow } from './table-row.tsx'
import './data-table.css'

const REM = 16
/** Heights of a row, px: one line with room to press, or two lines where there is no room for columns. */
const ROW = 44
const TALL_ROW = 64
const STACKED_ROW = 76

type DataTableProps<Row> = {
  /** What the table lists, for screen readers. */
  label: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  /** Address of a row's details; absent when a row has none. */
  href?: ((row: Row) => string) | undefined
  /** Key of the row whose details are open. */
  open?: string | undefined
  head?: HeadState
  /** A row that needs to be seen. */
  toneOf?: (row: Row) => 'attention' | 'stop' | 'stale' | undefined
  /** Scrolls with this element instead of by itself. */
  scroller?: HTMLElement | undefined
  /** Cells hold sentences: two lines each. */
  tall?: boolean
}

/**
 * A table of any length: only the rows in view exist. Arrow keys choose a row, Enter opens it. The least important
 * columns go where room is short, and on a phone a row is written over two lines.
 */
export function DataTable<Row extends object>(props: DataTableProps<Row>): JSX.Element {
  const navigate = useNavigate()
  const id = createUniqueId()
  let place: HTMLDivElement | undefined
  const [own, setOwn] = createSignal<HTMLDivElement>()
  const [body, setBody] = createSignal<HTMLTableSectionElement>()
  const [width, setWidth] = createSignal(60)
  const [offset, setOffset] = createSignal(0)
  const [at, setAt] = createSignal(-1)
  // An element that is not in the page yet belongs to no window, and the virtualizer would never observe its size.
  const [placed, setPlaced] = createSignal(false)
  const scroller = () => (placed() ? (props.scroller ?? own() ?? null) : null)
  const stacked = () => width() < STACK_BELOW
  const rowHeight = () => {
    if (stacked()) return STACKED_ROW
    return props.tall ? TALL_ROW : ROW
  }
  const shown = createMemo(() => fitColumns(props.columns, width()))
  const template = createMemo(() =>
    shown()
      .map(({ width, grow }) => (grow === 0 ? `${width}rem` : `minmax(${width}rem, ${grow ?? 1}fr)`))
      .join(' '),
  )

  const rows = createVirtualizer<HTMLElement, HTMLTableRowElement>({
    get count() {
      return props.rows.length
    },
    get scrollMargin() {
      return offset()
    },
    getScrollElement: scroller,
    estimateSize: rowHeight,
    overscan: 12,
  })
  createEffect(on([rowHeight, offset], () => rows.measure(), { defer: true }))

  onMount(() => {
    // Not by the ref: before it is in the page an element belongs to no window, and the virtualizer would never hear of its size.
    setOwn(place)
    const observer = new ResizeObserver(() => {
      const element = own()
      if (!element) return
      setWidth(element.clientWidth / REM)
      const outer = props.scroller
      const top = body()?.getBoundingClientRect().top ?? 0
      setOffset(outer ? top - outer.getBoundingClientRect().top + outer.scrollTop : 0)
    })
    const element = own()
    if (element) observer.observe(element)
    if (props.scroller?.firstElementChild) observer.observe(props.scroller.firstElementChild)
    onCleanup(() => observer.disconnect())
    setPlaced(true)
  })

  // The chosen row follows the open details, wherever sorting put them.
  createEffect(
    on(
      () => props.open,
      (open) => {
        const index = open === undefined ? -1 : props.rows.findIndex((row) => props.rowKey(row) === open)
        if (index >= 0) setAt(index)
      },
    ),
  )

  // A row scrolled out of view does not exist, and nothing may point at it.
  const inView = (index: number) =>
    index < props.rows.length && rows.getVirtualItems().some((item) => item.index === index)

  function press(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    if (event.key === 'Enter') {
      const row = props.rows[at()]
      if (row && props.href) navigate(props.href(row), { state: { focus: true } })
      return
    }
    const page = Math.max(1, Math.floor((scroller()?.clientHeight ?? 0) / rowHeight()) - 2)
    const to = nextRow(event.key, at(), props.rows.length, page)
    if (to === undefined) return
    event.preventDefault()
    setAt(to)
    rows.scrollToIndex(to, { align: 'auto' })
    const row = props.rows[to]
    if (row && props.href && props.open !== undefined) navigate(props.href(row), { scroll: false })
  }

  return (
    <div
      ref={place}
      class="desk-table"
      classList={{ 'desk-table-inner': props.scroller !== undefined }}
      data-stacked={stacked() ? '' : undefined}
      data-tall={props.tall ? '' : undefined}
      style={{ '--columns': template() }}
    >
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose rows keys choose and open is a grid, and HTML says a table may be one
        role="grid"
        tabIndex={0}
        aria-label={props.label}
        aria-rowcount={props.rows.length + 1}
        aria-activedescendant={inView(at()) ? `${id}-${at()}` : undefined}
        onKeyDown={press}
      >
        <TableHead columns={shown()} head={props.head} />
        <tbody ref={setBody} style={{ 'block-size': `${rows.getTotalSize()}px` }}>
          <For each={rows.getVirtualItems()}>
            {(item) => (
              <Show when={props.rows[item.index]}>
                {(row) => (
                  <TableRow
                    id={`${id}-${item.index}`}
                    row={row}
                    columns={shown()}
                    index={item.index}
                    top={item.start - offset()}
                    height={rowHeight()}
                    chosen={at() === item.index}
                    open={props.open !== undefined && props.rowKey(row()) === props.open}
                    tone={props.toneOf?.(row())}
                    href={props.href?.(row())}
                    onChoose={() => setAt(item.index)}
                  />
                )}
              </Show>
            )}
          </For>
        </tbody>
      </table>
    </div>
  )
}
