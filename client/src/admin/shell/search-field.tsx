import Search from 'lucide-solid/icons/search'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import { type JSX, onCleanup, onMount } from 'solid-js'
import { textsOf } from '../../ui/language.ts'
import './search-field.css'

const t = textsOf(adminTexts)

/** The search of a page. `/` from anywhere but a field puts the cursor into it, Escape empties it. */
export function SearchField(props: {
  value: string
  onInput: (text: string) => void
  /** What the search looks into, when that is not plain. */
  label?: string | undefined
}): JSX.Element {
  let field: HTMLInputElement | undefined
  onMount(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || isTyping(event.target)) return
      event.preventDefault()
      field?.focus()
      field?.select()
    }
    document.addEventListener('keydown', listen)
    onCleanup(() => document.removeEventListener('keydown', listen))
  })
  return (
    <div class="desk-search">
      <Search aria-hidden="true" />
      <input
        ref={field}
        type="search"
        class="ui-input"
        autocomplete="off"
        spellcheck={false}
        aria-label={props.label ?? t().table.search}
        aria-keyshortcuts="/"
        title={t().table.searchHint}
        placeholder={props.label ?? t().table.search}
        value={props.value}
        onInput={(event) => props.onInput(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') props.onInput('')
        }}
      />
      <kbd>/</kbd>
    </div>
  )
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null
  )
}
