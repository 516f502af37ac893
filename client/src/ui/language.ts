import { type Language, type Languages, languages } from 'shared-schema/messages/languages.ts'
import { createEffect, createRoot, createSignal } from 'solid-js'

const KEPT_AS = 'magacin.language'
/** What `Intl` and the `lang` attribute are told: Serbian in Latin script as written in Montenegro. */
const locales: Record<Language, string> = { sr: 'sr-Latn-ME', en: 'en-GB' }

const [language, setSignal] = createSignal<Language>(firstLanguage())

/** The language of the screens; reading it in a component makes the component follow it. */
export { language }

/** The locale that belongs to the language, for `Intl`. */
export const locale = (): string => locales[language()]

/** Changes the language of the screens and remembers it on this device. */
export function setLanguage(next: Language): void {
  setSignal(next)
  try {
    localStorage.setItem(KEPT_AS, next)
  } catch {
    // Private windows refuse storage; the language then lasts as long as the page.
  }
}

/**
 * Texts of one catalogue in the language of the screens: `const t = textsOf(workerTexts)`, then `t().pick.undo`.
 */
export function textsOf<T>(catalogue: Languages<T>): () => T {
  return () => catalogue[language()]
}

createRoot(() => {
  createEffect(() => {
    if (typeof document !== 'undefined') document.documentElement.lang = locale()
  })
})

/** The one chosen before, else English where the browser prefers it, else Serbian: it is a Serbian-speaking house. */
function firstLanguage(): Language {
  try {
    const kept = localStorage.getItem(KEPT_AS)
    if (languages.some((each) => each === kept)) return kept as Language
  } catch {
    // As above.
  }
  return typeof navigator !== 'undefined' && /^en\b/i.test(navigator.language ?? '') ? 'en' : 'sr'
}
