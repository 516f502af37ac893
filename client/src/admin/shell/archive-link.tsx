import { A, useLocation } from '@solidjs/router'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import type { JSX } from 'solid-js'
import { textsOf } from '../../ui/language.ts'

const t = textsOf(adminTexts)

/** Whether the address of a list asks for what is archived, too. */
export function useArchive(): () => boolean {
  const location = useLocation()
  return () => new URLSearchParams(location.search).has('archive')
}

/** Takes what is archived into a list, or out of it; the address says so, and the other filters stay. */
export function ArchiveLink(): JSX.Element {
  const location = useLocation()
  const shown = useArchive()
  const href = () => {
    const parameters = new URLSearchParams(location.search)
    if (shown()) parameters.delete('archive')
    else parameters.set('archive', '1')
    const text = parameters.toString()
    return text === '' ? location.pathname : `${location.pathname}?${text}`
  }
  return (
    <A href={href()} class="ui-button" data-kind="quiet" data-size="control">
      {shown() ? t().shell.withoutArchive : t().shell.withArchive}
    </A>
  )
}
