import { asTextField } from './text-field.ts'

/**
 * A text input of one pixel that holds the focus while nobody types. Handhelds of the MC3300 kind send scans
 * only into a focused text input, and a hidden one gets none; `inputmode=none` keeps the soft keyboard away.
 *
 * Focus returns to it after a tap anywhere. Focus that a person moved with the keyboard stays where it is, so that
 * the page can be used without a pointer; scans are then heard at document level.
 *
 * @param label name read out by a screen reader that lands in it
 */
export function createScanSink(label: string): { element: HTMLInputElement; dispose: () => void } {
  const element = buildInput(label)
  // A landmark of its own: everything on a page should stand in one.
  const region = document.createElement('section')
  region.setAttribute('aria-label', label)
  region.append(element)
  // In front of all else, so that Tab leads from it to the first thing on the page.
  document.body.prepend(region)

  const closing = new AbortController()
  const on = { capture: true, passive: true, signal: closing.signal }
  let steeredByKeys = false
  const takeFocus = () => {
    if (closing.signal.aborted || document.visibilityState === 'hidden') return
    const active = document.activeElement
    if (active === element || isBusy(active)) return
    if (steeredByKeys && active !== null && active !== document.body) return
    element.focus({ preventScroll: true })
  }
  // After the event: only then does activeElement say where the focus went.
  const takeFocusSoon = () => queueMicrotask(() => requestAnimationFrame(takeFocus))

  document.addEventListener(
    'pointerdown',
    () => {
      steeredByKeys = false
    },
    on,
  )
  // While bubbling, where a scanner's own Tab no longer arrives.
  document.addEventListener(
    'keydown',
    (event) => {
      if (event.key === 'Tab') steeredByKeys = true
    },
    { signal: closing.signal },
  )
  document.addEventListener('click', takeFocusSoon, on)
  document.addEventListener('focusout', takeFocusSoon, on)
  document.addEventListener('visibilitychange', takeFocusSoon, on)
  window.addEventListener('focus', takeFocusSoon, on)
  takeFocus()

  return {
    element,
    dispose: () => {
      closing.abort()
      region.remove()
    },
  }
}

/** Something that needs the keyboard for itself. */
function isBusy(active: Element | null): boolean {
  if (active instanceof HTMLSelectElement) return true
  if (active instanceof HTMLElement && active.isContentEditable) return true
  return asTextField(active) !== undefined
}

function buildInput(label: string): HTMLInputElement {
  const input = document.createElement('input')
  input.type = 'text'
  input.inputMode = 'none'
  input.tabIndex = -1
  input.autocomplete = 'off'
  input.spellcheck = false
  input.setAttribute('autocapitalize', 'off')
  input.setAttribute('autocorrect', 'off')
  input.setAttribute('aria-label', label)
  input.dataset.scanSink = ''
  // A font below 16 px would make phones zoom in on focus.
  Object.assign(input.style, {
    position: 'fixed',
    insetBlockStart: '0',
    insetInlineStart: '0',
    inlineSize: '1px',
    blockSize: '1px',
    padding: '0',
    border: '0',
    outline: '0',
    opacity: '0',
    fontSize: '16px',
    pointerEvents: 'none',
  })
  return input
}
