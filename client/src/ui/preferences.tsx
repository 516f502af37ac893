import { commonTexts } from 'shared-schema/messages/common.ts'
import { languages } from 'shared-schema/messages/languages.ts'
import { For, type JSX } from 'solid-js'
import { Button } from './button.tsx'
import { language, setLanguage, textsOf } from './language.ts'
import { setTheme, theme, themes } from './theme.ts'
import './preferences.css'

const t = textsOf(commonTexts)

/** Chooses the language of the screens. Each language is named in itself, so that anybody finds the way back. */
export function LanguageChoice(props: { size?: 'touch' | 'control' }): JSX.Element {
  return (
    <fieldset class="ui-choice">
      <legend class="spoken">{t().language}</legend>
      <For each={languages}>
        {(each) => (
          <Button
            size={props.size ?? 'control'}
            lang={each}
            aria-pressed={language() === each}
            onClick={() => setLanguage(each)}
          >
            {t().languageNames[each]}
          </Button>
        )}
      </For>
    </fieldset>
  )
}

/** Chooses light, dark or as the device says. */
export function ThemeChoice(props: { size?: 'touch' | 'control' }): JSX.Element {
  return (
    <fieldset class="ui-choice">
      <legend class="spoken">{t().theme}</legend>
      <For each={themes}>
        {(each) => (
          <Button
            size={props.size ?? 'control'}
            aria-pressed={theme() === each}
            onClick={() => setTheme(each)}
          >
            {t().themes[each]}
          </Button>
        )}
      </For>
    </fieldset>
  )
}
