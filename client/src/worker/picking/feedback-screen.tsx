import { workerFeedbackTexts } from 'shared-schema/messages/worker/feedback.ts'
import { createEffect, For, type JSX, onCleanup, onMount, Show } from 'solid-js'
import { textsOf } from '../../ui/language.ts'
import { StatusShape } from '../../ui/status-mark.tsx'
import { noticeWords } from './feedback-words.ts'
import { type Notice, noticeTone } from './notice.ts'
import { useSession } from './session-context.ts'
import { useTaskWords } from './words.ts'
import './feedback-screen.css'

const t = textsOf(workerFeedbackTexts)

/** An answer that asks for nothing is seen out of the corner of an eye; one that moved the screen is read. */
const OK_MS = 550
const OK_READ_MS = 1_500

/** Fills the screen for an instant after a scan; an answer that changed nothing stays until it is acknowledged. */
export function FeedbackScreen(): JSX.Element {
  const session = useSession()
  return (
    <Show when={session.notice()} keyed>
      {(notice) => (
        <Show
          when={noticeTone(notice) === 'ok'}
          fallback={<Standing notice={notice} onAcknowledge={session.acknowledge} />}
        >
          <Passing notice={notice} onGone={session.acknowledge} />
        </Show>
      )}
    </Show>
  )
}

/** Presses and scans go through it: it must never be in the way of the next scan. */
function Passing(props: { notice: Notice; onGone: () => void }): JSX.Element {
  createEffect(() => {
    const { notice } = props
    const worthReading =
      (notice.kind === 'picked' &&
        (notice.moved || notice.checkDigitBad || notice.total > notice.line.requested)) ||
      (notice.kind === 'location_ok' && notice.moved)
    const timer = setTimeout(() => props.onGone(), worthReading ? OK_READ_MS : OK_MS)
    onCleanup(() => clearTimeout(timer))
  })
  return (
    <div class="w-feedback" data-kind="ok" role="status" data-testid="feedback">
      <Words notice={props.notice} />
    </div>
  )
}

function Standing(props: { notice: Notice; onAcknowledge: () => void }): JSX.Element {
  const onKeyDown = (event: KeyboardEvent) => {
    if (['Enter', 'Escape', ' '].includes(event.key)) {
      event.preventDefault()
      props.onAcknowledge()
    }
  }
  onMount(() => document.addEventListener('keydown', onKeyDown))
  onCleanup(() => document.removeEventListener('keydown', onKeyDown))
  return (
    <button
      type="button"
      class="w-feedback"
      data-kind={noticeTone(props.notice)}
      data-testid="feedback"
      onClick={() => props.onAcknowledge()}
    >
      <span role="alert">
        <Words notice={props.notice} />
      </span>
      <span class="w-feedback-way">{t().acknowledge}</span>
    </button>
  )
}

function Words(props: { notice: Notice }): JSX.Element {
  const { feedback } = useTaskWords()
  const words = () => noticeWords(props.notice, feedback())
  return (
    <span class="w-feedback-words">
      <StatusShape tone={noticeTone(props.notice)} />
      <b class="w-feedback-title figures">{words().title}</b>
      <Show when={words().figures}>
        <b class="w-feedback-figures figures">{words().figures}</b>
      </Show>
      <For each={words().lines}>{(line) => <span>{line}</span>}</For>
    </span>
  )
}
