import ChevronDown from 'lucide-solid/icons/chevron-down'
import { createSignal, createUniqueId, For, type JSX, Show } from 'solid-js'
import { Badge } from '../../ui/status-mark.tsx'
import type { FilterOption } from './arrange-rows.ts'
import './filter-menu.css'

/** One filter as a button that opens a list of choices. Escape and a press beside it close the list. */
export function FilterMenu(props: {
  label: string
  /** Asked only while the list is open: counting ten thousand rows for a closed list would cost every keystroke. */
  options: () => readonly FilterOption[]
  nameOf: (value: string) => string
  chosen: readonly string[]
  onToggle: (value: string) => void
}): JSX.Element {
  const id = createUniqueId()
  const [open, setOpen] = createSignal(false)
  return (
    <div class="desk-filter" style={{ 'anchor-name': `--${id}` }}>
      <button
        type="button"
        class="ui-button"
        data-kind="secondary"
        data-active={props.chosen.length > 0 ? '' : undefined}
        popovertarget={id}
      >
        <span>
          {props.label}
          <Show when={props.chosen.length === 1}>: {props.nameOf(props.chosen[0] ?? '')}</Show>
        </span>
        <Show when={props.chosen.length > 1}>
          <Badge>{props.chosen.length}</Badge>
        </Show>
        <ChevronDown aria-hidden="true" />
      </button>
      <fieldset
        id={id}
        popover="auto"
        class="desk-filter-list"
        style={{ 'position-anchor': `--${id}` }}
        on:toggle={(event) => setOpen(event.newState === 'open')}
      >
        <legend class="spoken">{props.label}</legend>
        <For each={open() ? props.options() : []}>
          {(option) => (
            <label>
              <input
                type="checkbox"
                checked={props.chosen.includes(option.value)}
                onChange={() => props.onToggle(option.value)}
              />
              <span>{option.name}</span>
              <span class="quiet figures">{option.count}</span>
            </label>
          )}
        </For>
      </fieldset>
    </div>
  )
}
