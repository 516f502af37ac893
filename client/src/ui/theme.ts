import { createEffect, createRoot, createSignal } from 'solid-js'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

const KEPT_AS = 'magacin.theme'
const [theme, setSignal] = createSignal<Theme>(firstTheme())

/** Light, dark, or as the system says. */
export { theme }

/** Changes light and dark for this device and remembers it. */
export function setTheme(next: Theme): void {
  setSignal(next)
  try {
    localStorage.setItem(KEPT_AS, next)
  } catch {
    // Private windows refuse storage; the choice then lasts as long as the page.
  }
}

createRoot(() => {
  createEffect(() => {
    if (typeof document === 'undefined') return
    const { dataset } = document.documentElement
    const chosen = theme()
    if (chosen === 'system') delete dataset.theme
    else dataset.theme = chosen
  })
})

function firstTheme(): Theme {
  try {
    return themes.find((each) => each === localStorage.getItem(KEPT_AS)) ?? 'system'
  } catch {
    return 'system'
  }
}
