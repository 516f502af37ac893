const wordless = new Set([
  'button',
  'checkbox',
  'color',
  'file',
  'image',
  'radio',
  'range',
  'reset',
  'submit',
])

export type TextField = HTMLInputElement | HTMLTextAreaElement

/** The element as a field a person can type into, or undefined when it is none. */
export function asTextField(target: EventTarget | null): TextField | undefined {
  if (target instanceof HTMLTextAreaElement) return target
  if (target instanceof HTMLInputElement && !wordless.has(target.type)) return target
  return undefined
}

/** A field for figures only: no keyboard offers whole words for it, so several characters at once are a scanner's. */
export function isNumeric(field: TextField): boolean {
  return (
    field.inputMode === 'numeric' ||
    field.inputMode === 'decimal' ||
    field.type === 'number' ||
    field.type === 'tel'
  )
}

/**
 * Remembers what stands in a field; the returned function puts it back as if nothing had been typed since, and
 * tells the field's listeners so.
 */
export function rememberField(field: TextField): () => void {
  const { value, selectionStart, selectionEnd } = field
  return () => {
    if (field.value === value) return
    field.value = value
    // Number fields have no selection, and setting one throws.
    if (selectionStart !== null) field.setSelectionRange(selectionStart, selectionEnd)
    field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'historyUndo' }))
  }
}
