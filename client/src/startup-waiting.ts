/** Opening what is stored takes well under a second; after this long something else holds it, ms. */
const PATIENCE_MS = 4_000

/**
 * Watches over a start that waits for the storage, which another window of the app may hold. Says so, without any library, and what to
 * do; the start goes on by itself.
 */
export function tellOfWaiting(root: HTMLElement): { readonly tell: () => void; readonly end: () => void } {
  const box = document.createElement('main')
  box.style.cssText = 'padding:24px;max-width:40rem;margin:auto;font:1.25rem/1.4 system-ui'
  box.setAttribute('role', 'status')
  for (const text of [
    'Čekam drugi prozor aplikacije. Zatvori sve druge prozore; ovaj nastavlja sam. Ništa zabilježeno nije izgubljeno.',
    'Waiting for another window of the app. Close all the others; this one goes on by itself. Nothing recorded is lost.',
  ]) {
    const paragraph = document.createElement('p')
    paragraph.textContent = text
    box.append(paragraph)
  }
  let over = false
  const tell = () => {
    if (!over) root.replaceChildren(box)
  }
  const timer = setTimeout(tell, PATIENCE_MS)
  return {
    tell,
    end: () => {
      over = true
      clearTimeout(timer)
      box.remove()
    },
  }
}
