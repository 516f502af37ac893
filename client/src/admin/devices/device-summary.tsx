import { A } from '@solidjs/router'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import { type JSX, Show } from 'solid-js'
import { duration, number } from '../../ui/format.ts'
import { textsOf } from '../../ui/language.ts'
import { StatusShape, type StatusTone } from '../../ui/status-mark.tsx'
import type { DeviceSummary as Summary } from './device-health.ts'

const t = textsOf(adminTexts)

/** The devices in one line, each figure leading to what it counts. */
export function DeviceSummary(props: { summary: Summary }): JSX.Element {
  const texts = () => t().devices
  const unsent = (): StatusTone | undefined => (props.summary.unsent > 0 ? 'attention' : undefined)
  const concerned = (): StatusTone | undefined => (props.summary.concerned > 0 ? 'attention' : undefined)
  return (
    <nav class="device-summary" aria-label={texts().summary}>
      <Figure href="/devices?state=online" value={props.summary.online} name={texts().sumOnline} tone="ok" />
      <Figure
        href="/devices?state=offline"
        value={props.summary.offline}
        name={texts().sumOffline}
        tone="stale"
      />
      <Figure
        href="/devices?sort=-unsent"
        value={props.summary.unsent}
        name={texts().sumUnsent}
        tone={unsent()}
      >
        <Show when={props.summary.oldest !== undefined}>
          {' · '}
          {texts().sumOldest(duration(props.summary.oldest ?? 0))}
        </Show>
      </Figure>
      <Figure
        href="/devices?sort=-look"
        value={props.summary.concerned}
        name={texts().sumConcerned}
        tone={concerned()}
      />
    </nav>
  )
}

function Figure(props: {
  href: string
  value: number
  name: string
  tone: StatusTone | undefined
  children?: JSX.Element
}): JSX.Element {
  return (
    <A href={props.href} data-tone={props.tone === 'attention' ? props.tone : undefined} activeClass="">
      <Show when={props.tone}>{(tone) => <StatusShape tone={tone()} />}</Show>
      <strong class="figures">{number(props.value)}</strong>
      <span>
        {props.name}
        {props.children}
      </span>
    </A>
  )
}
