import Download from 'lucide-solid/icons/download'
import X from 'lucide-solid/icons/x'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import { createSignal, type JSX, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { textsOf } from '../../ui/language.ts'
import { SearchField } from '../shell/search-field.tsx'
import type { TableControl } from './use-table-state.ts'
import './table-toolbar.css'

const t = textsOf(adminTexts)

/** Above a table: search (`/` from anywhere), filters, how many rows are shown, and their export. */
export function TableToolbar(props: {
  control: TableControl
  shown: number
  all: number
  onExport?: (() => void) | undefined
  /** What the search looks into, when that is not plain. */
  searchLabel?: string
  children?: JSX.Element
}): JSX.Element {
  const [typed, setTyped] = createSignal(props.control.state().search)
  const search = (text: string) => {
    setTyped(text)
    props.control.search(text)
  }
  const filtered = () => props.control.state().filters.size > 0 || props.control.state().search !== ''
  return (
    <search class="desk-toolbar">
      <SearchField value={typed()} onInput={search} label={props.searchLabel} />
      {props.children}
      <Show when={filtered()}>
        <Button
          kind="quiet"
          icon={<X />}
          onClick={() => {
            setTyped('')
            props.control.clear()
          }}
        >
          {t().table.clearFilters}
        </Button>
      </Show>
      <span class="desk-toolbar-count figures" role="status">
        {props.shown === props.all ? t().table.rows(props.all) : t().table.rowsOf(props.shown, props.all)}
      </span>
      <Show when={props.onExport}>
        {(run) => (
          <Button
            icon={<Download />}
            title={t().table.exportShown}
            onClick={() => run()()}
            disabled={props.shown === 0}
          >
            {t().table.export}
          </Button>
        )}
      </Show>
    </search>
  )
}
