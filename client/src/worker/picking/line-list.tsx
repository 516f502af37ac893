import Flag from 'lucide-solid/icons/flag'
import Pause from 'lucide-solid/icons/pause'
import StickyNote from 'lucide-solid/icons/sticky-note'
import type { LineStatus } from 'shared-schema/domain/picking/fold.ts'
import type { PlannedLine } from 'shared-schema/domain/picking/task.ts'
import { createMemo, For, type JSX, Show } from 'solid-js'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { quantity } from '../../ui/format.ts'
import { StatusShape, type StatusTone } from '../../ui/status-mark.tsx'
import { useSession } from './session-context.ts'
import type { TaskView } from './task-view.ts'
import { useTaskWords } from './words.ts'
import './line-list.css'

const tones: Record<LineStatus, StatusTone> = {
  open: 'new',
  picked: 'ok',
  short: 'attention',
  over: 'attention',
}

/** All lines in walking order, skipped ones after the rest, settled ones folded away. */
export function LineList(props: { go: (view: TaskView) => void }): JSX.Element {
  const { picking: t } = useTaskWords()
  const session = useSession()
  const isOpen = ({ line }: PlannedLine) => session.state().lines.get(line)?.status === 'open'
  const isSkipped = ({ line }: PlannedLine) => session.skipped().includes(line)
  const ahead = createMemo(() => session.order().filter((line) => isOpen(line) && !isSkipped(line)))
  const putOff = createMemo(() => session.order().filter((line) => isOpen(line) && isSkipped(line)))
  const settled = createMemo(() => session.order().filter((line) => !isOpen(line)))
  const open = (line: PlannedLine) => {
    session.goTo(line.line)
    props.go('line')
  }
  const rows = (lines: readonly PlannedLine[]) => (
    <ul class="w-rows">
      <For each={lines}>{(line) => <Row line={line} onOpen={() => open(line)} />}</For>
    </ul>
  )

  return (
    <div class="w-list">
      <div class="w-list-body">
        <For each={session.state().exceptions.filter(({ line, open }) => line === undefined && open)}>
          {({ kind }) => (
            <Banner tone="attention" title={t().exceptions}>
              {t().exceptionKinds[kind]}
            </Banner>
          )}
        </For>
        <Show when={ahead().length > 0}>
          <h2 class="w-section">{t().open}</h2>
          {rows(ahead())}
        </Show>
        <Show when={putOff().length > 0}>
          <h2 class="w-section">{t().skipped}</h2>
          {rows(putOff())}
        </Show>
        <Show when={settled().length > 0}>
          <details class="w-fold" open={ahead().length + putOff().length === 0}>
            <summary>{t().doneLines(settled().length)}</summary>
            {rows(settled())}
          </details>
        </Show>
      </div>
      <footer class="w-list-foot">
        <Button size="touch" icon={<Pause />} onClick={() => void session.pause()}>
          {t().pause}
        </Button>
        <Button size="touch" icon={<StickyNote />} onClick={() => props.go('note')}>
          {t().note}
        </Button>
        <Button size="touch" icon={<Flag />} onClick={() => props.go('finish')}>
          {t().finish}
        </Button>
      </footer>
    </div>
  )
}

function Row(props: { line: PlannedLine; onOpen: () => void }): JSX.Element {
  const { picking: t } = useTaskWords()
  const session = useSession()
  const state = () => session.state().lines.get(props.line.line)
  const status = () => state()?.status ?? 'open'
  const inHand = () => session.current()?.line === props.line.line
  return (
    <li>
      <button
        type="button"
        class="w-row"
        aria-current={inHand() ? 'true' : undefined}
        onClick={() => props.onOpen()}
      >
        <StatusShape tone={tones[status()]} />
        <span class="w-row-words">
          <span class="w-row-location code">
            <Show when={inHand()}>
              <em>{t().current}</em>
            </Show>
            {props.line.location ?? t().noLocation}
          </span>
          <span class="w-row-name">{props.line.name}</span>
          <span class="w-row-code code">{props.line.ident}</span>
        </span>
        <span class="w-row-count figures">
          <b>
            {quantity(state()?.picked ?? 0)} / {quantity(props.line.requested)}
          </b>
          <span>
            {props.line.unit}
            <Show when={status() === 'short' || status() === 'over'}> · {t().status[status()]}</Show>
          </span>
        </span>
      </button>
    </li>
  )
}
