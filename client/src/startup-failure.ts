/**
 * Shows, without any library, that the app could not start: the one screen that must work when nothing else does.
 * What was recorded on the device is untouched by a failed start.
 */
export function showStartupFailure(root: HTMLElement, error: unknown): void {
  console.error('The app could not start', error)
  const box = document.createElement('main')
  box.style.cssText = 'padding:24px;max-width:40rem;margin:auto;font:1.25rem/1.4 system-ui'
  const detail = error instanceof Error ? error.message : String(error)
  for (const text of [
    'Aplikacija se nije pokrenula. Ništa zabilježeno nije izgubljeno. Otvori je ponovo.',
    'The app did not start. Nothing recorded is lost. Open it again.',
    detail,
  ]) {
    const paragraph = document.createElement('p')
    paragraph.textContent = text
    box.append(paragraph)
  }
  const again = document.createElement('button')
  again.textContent = 'Ponovo · Again'
  again.style.cssText = 'min-height:56px;padding:0 24px;font:inherit'
  again.addEventListener('click', () => location.reload())
  box.append(again)
  root.replaceChildren(box)
}
