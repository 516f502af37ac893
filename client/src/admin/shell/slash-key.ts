import { onCleanup, onMount } from 'solid-js'

/** `/` from anywhere but a field puts the cursor into the search of the page. */
export function createSlashKey(field: () => HTMLInputElement | undefined): void {
  onMount(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || isTyping(event.target)) return
      event.preventDefault()
      field()?.focus()
      field()?.select()
    }
    document.addEventListener('keydown', listen)
    onCleanup(() => document.removeEventListener('keydown', listen))
  })
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null
  )
}
