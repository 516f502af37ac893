import { happenedAt, type WorkEvent } from 'shared-schema/domain/picking/event.ts'
import { compareHappened } from 'shared-schema/domain/picking/hybrid-clock.ts'
import type { PlannedLine } from 'shared-schema/domain/picking/task.ts'
import { createMemo, For, type JSX, Show } from 'solid-js'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { moment, quantity } from '../../ui/format.ts'
import { Panel } from '../panel.tsx'
import { useMe, useWorker } from '../worker-context.ts'
import { reasonWords } from './reason-words.ts'
import { useSession } from './session-context.ts'
import type { TaskView } from './task-view.ts'
import { type PickingWords, useTaskWords } from './words.ts'
import './details-panel.css'

/** Everything known of a line: who counted what, what the supervisor decided, what happened when. */
export default function DetailsPanel(props: {
  line: PlannedLine
  go: (view: TaskView) => void
  onClose: () => void
}): JSX.Element {
  const { picking: t } = useTaskWords()
  const session = useSession()
  const { nameOf } = useWorker()
  const me = useMe()
  const state = () => session.state().lines.get(props.line.line)
  const unit = () => props.line.unit
  const who = (person: string) => (person === me().worker ? t().you : nameOf(person))
  const exceptions = createMemo(() =>
    session.state().exceptions.filter(({ line }) => line === props.line.line),
  )
  const history = createMemo(() =>
    session
      .events()
      .filter((event) => 'line' in event && event.line === props.line.line)
      .sort(compareHappened)
      .reverse(),
  )

  return (
    <Panel
      title={props.line.name}
      onClose={props.onClose}
      foot={
        <>
          <Button size="touch" onClick={() => props.go('note')}>
            {t().note}
          </Button>
          <Show when={(state()?.closings.length ?? 0) > 0}>
            <Button
              size="touch"
              kind="primary"
              onClick={() => {
                void session.reopen(props.line)
                props.onClose()
              }}
            >
              {t().reopen}
            </Button>
          </Show>
        </>
      }
    >
      <p class="w-details-code">
        <span class="code">{props.line.ident}</span>
        <span class="code">{props.line.location ?? t().noLocation}</span>
      </p>
      <For each={exceptions()}>
        {(exception) => (
          <Banner
            tone={exception.open ? 'attention' : 'ok'}
            title={exception.open ? t().exceptions : t().decided}
          >
            {t().exceptionKinds[exception.kind]}
            <For each={exception.decisions}>
              {({ by, text }) => (
                <>
                  <br />
                  {nameOf(by)}: {text}
                </>
              )}
            </For>
          </Banner>
        )}
      </For>
      <Show when={(state()?.byWorker.size ?? 0) > 0}>
        <h3>{t().who}</h3>
        <dl class="w-shares figures">
          <For each={[...(state()?.byWorker ?? [])]}>
            {([person, qty]) => (
              <>
                <dt>{who(person)}</dt>
                <dd>
                  {quantity(qty)} {unit()}
                </dd>
              </>
            )}
          </For>
        </dl>
      </Show>
      <Show when={history().length > 0}>
        <h3>{t().history}</h3>
        <ol class="w-history figures">
          <For each={history()}>
            {(event) => (
              <li>
                <span class="quiet">{moment(happenedAt(event), Date.now())}</span>
                <span>{who(event.by)}</span>
                <b>{words(event, unit(), t())}</b>
              </li>
            )}
          </For>
        </ol>
      </Show>
    </Panel>
  )
}

function words(event: WorkEvent, unit: string, t: PickingWords): string {
  switch (event.type) {
    case 'picked':
      return t.events.picked(quantity(event.qty), unit)
    case 'unpicked':
      return t.events.unpicked
    case 'line_closed':
      return t.events.line_closed(reasonWords(event, t))
    case 'line_reopened':
      return t.events.line_reopened
    case 'damaged':
      return [t.events.damaged(quantity(event.qty), unit), event.text].filter(Boolean).join(': ')
    case 'damage_withdrawn':
      return t.events.damage_withdrawn
    case 'corrected':
      return `${t.events.corrected(`${event.qty > 0 ? '+' : ''}${quantity(event.qty)}`, unit)}: ${event.text}`
    case 'note_added':
      return event.text
    default:
      return ''
  }
}
