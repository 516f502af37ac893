import { commonTexts } from 'shared-schema/messages/common.ts'
import type { JSX } from 'solid-js'
import { textsOf } from '../../ui/language.ts'
import './loading.css'

const t = textsOf(commonTexts)

/** Said only when something takes longer than a glance: a word that flashes by is noise. */
export function Loading(): JSX.Element {
  return (
    <p class="desk-loading" role="status">
      {t().loading}
    </p>
  )
}
