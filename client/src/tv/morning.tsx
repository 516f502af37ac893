import type { TvLive } from 'shared-schema/api/tv.ts'
import { tvTexts } from 'shared-schema/messages/tv.ts'
import { type JSX, Show } from 'solid-js'
import { textsOf } from '../ui/language.ts'
import { StatusMark } from '../ui/status-mark.tsx'

const t = textsOf(tvTexts)

/** Whether warehouse and ERP agreed last night; nothing where no night was ever held. */
export function Morning(props: { summary: TvLive['reconciliation'] }): JSX.Element {
  const told = () => (props.summary?.state === 'never' ? undefined : props.summary)
  const tone = () => (told()?.state === 'agree' ? 'ok' : 'attention')
  const word = () => {
    const now = told()
    if (now?.state === 'agree') return t().erpAgrees
    return now?.state === 'differ' ? t().erpDiffers(now.open_total) : t().erpUnknown
  }
  return (
    <Show when={told()}>
      <p>
        <StatusMark tone={tone()}>{word()}</StatusMark>
      </p>
    </Show>
  )
}
