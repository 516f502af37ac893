import type { FulfilmentView } from 'shared-schema/api/pantheon.ts'
import { pantheonTexts } from 'shared-schema/messages/admin/pantheon.ts'
import type { JSX } from 'solid-js'
import { textsOf } from '../../ui/language.ts'
import { StatusMark, type StatusTone } from '../../ui/status-mark.tsx'

const t = textsOf(pantheonTexts)
const tones: Record<FulfilmentView['state'], StatusTone> = {
  ...{
    draft: 'attention',
    ready: 'new',
    sending: 'busy',
    unknown: 'attention',
    confirmed: 'ok',
    rejected: 'stop',
  },
}

/** Where a posting stands. */
export function PostingMark(props: { state: FulfilmentView['state'] }): JSX.Element {
  return <StatusMark tone={tones[props.state]}>{t().postingStates[props.state]}</StatusMark>
}
