import { errorWords } from 'shared-schema/messages/errors.ts'
import { workerCarryingTexts } from 'shared-schema/messages/worker/carrying.ts'
import { createMemo, For, type JSX, Show } from 'solid-js'
import type { DisputedEvent } from '../../replica/replica.ts'
import { moment, quantity } from '../../ui/format.ts'
import { language, textsOf } from '../../ui/language.ts'
import { StatusMark } from '../../ui/status-mark.tsx'
import { Panel } from '../panel.tsx'
import { createNow, watch } from '../watch.ts'
import { useWorker } from '../worker-context.ts'
import './carrying.css'

const t = textsOf(workerCarryingTexts)

/** Own records that do not count: refused for good, or held by the server; each with what to do. */
export default function DisputedPanel(props: { onClose: () => void }): JSX.Element {
  const { replica } = useWorker()
  const unsent = watch(replica.unsent)
  const verdicts = watch(replica.verdicts)
  const all = createMemo(() => {
    unsent()
    verdicts()
    return replica.disputed()
  })
  const of = (state: DisputedEvent['state']) => all().filter((each) => each.state === state)
  return (
    <Panel title={t().disputedTitle} onClose={props.onClose}>
      <p>{t().disputedIntro}</p>
      <Show when={of('refused').length > 0}>
        <h3 class="w-section">
          <StatusMark tone="stop">{t().refusedHead}</StatusMark>
        </h3>
        <p>{t().refusedTodo}</p>
        <Records of={of('refused')} />
      </Show>
      <Show when={of('held').length > 0}>
        <h3 class="w-section">
          <StatusMark tone="attention">{t().heldHead}</StatusMark>
        </h3>
        <p>
          {t().heldWhy} {t().heldTodo}
        </p>
        <Records of={of('held')} />
      </Show>
    </Panel>
  )
}

function Records(props: { of: readonly DisputedEvent[] }): JSX.Element {
  const { replica, nameOf } = useWorker()
  const tasks = watch(replica.tasks)
  const now = createNow(60_000)
  const lineOf = ({ event }: DisputedEvent) => {
    const task = tasks().find(({ id }) => id === event.task)
    const line = 'line' in event ? task?.lines.find(({ line }) => line === event.line) : undefined
    return { task, line }
  }
  const what = (each: DisputedEvent) => {
    const { event } = each
    // A type of a newer version is shown by its code.
    const acts: Readonly<Record<string, string>> = t().acts
    const act = acts[event.type] ?? event.type
    const { line } = lineOf(each)
    return event.type === 'picked' ? `${act} ${quantity(event.qty)} ${line?.unit ?? ''}` : act
  }
  return (
    <ul class="w-records">
      <For each={props.of}>
        {(each) => (
          <li>
            <strong>{what(each)}</strong>
            <Show when={lineOf(each).line}>{(line) => <span>{line().name}</span>}</Show>
            <span class="quiet">
              {lineOf(each).task?.number ?? ''} · {nameOf(each.event.by)} · {moment(each.event.at, now())}
            </span>
            <Show when={each.code}>{(code) => <span>{errorWords(code(), language()).what}</span>}</Show>
          </li>
        )}
      </For>
    </ul>
  )
}
