import type { ExceptionRow } from 'shared-schema/api/exceptions.ts'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import { createSignal, createUniqueId, For, type JSX, Show } from 'solid-js'
import type { RequestFailure } from '../../auth/answer.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Field, TextField } from '../../ui/field.tsx'
import { textsOf } from '../../ui/language.ts'
import { showToast } from '../../ui/toast.tsx'
import { useDesk } from '../desk.tsx'
import { newOperationId } from '../operation-id.ts'
import { FailureNotice } from '../shell/failure-notice.tsx'
import { choiceTitle, consequences, otherConsequences } from './choice-words.ts'
import { canCorrect, choicesFor, otherCount } from './choices.ts'

const t = textsOf(adminTexts)

/** The possible decisions, each saying its consequence; a note is part of every one. */
export function DecisionForm(props: {
  row: ExceptionRow
  onStale: () => void
  onDone: () => void
}): JSX.Element {
  const desk = useDesk()
  const group = createUniqueId()
  const [chosen, setChosen] = createSignal<string>()
  const [counted, setCounted] = createSignal('')
  const [note, setNote] = createSignal('')
  const [asked, setAsked] = createSignal(false)
  const [busy, setBusy] = createSignal(false)
  const [failure, setFailure] = createSignal<RequestFailure>()
  // The fact a person looked at: when newer scans arrive meanwhile, the decision is made anew.
  const [seen, setSeen] = createSignal(props.row.fact)
  // One decision is one operation, however often it is sent.
  let operation = newOperationId()
  const stale = () => props.row.fact !== seen()
  const choices = () => choicesFor(props.row)
  const other = () => otherCount(props.row, counted())
  const otherError = () => {
    const result = other()
    if (!asked() || result.ok) return undefined
    return result.code === 'same' ? t().exceptions.actualSame : t().assign.notANumber
  }

  function decision(): { decision: 'corrected' | 'accepted'; qty?: number } | undefined {
    if (chosen() === 'other') {
      const result = other()
      return result.ok ? { decision: 'corrected', qty: result.delta } : undefined
    }
    const choice = choices().find((each) => each.id === chosen())
    if (choice === undefined) return undefined
    return choice.decision === 'accepted'
      ? { decision: 'accepted' }
      : { decision: 'corrected', qty: choice.delta }
  }

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    setAsked(true)
    const made = decision()
    if (made === undefined || note().trim() === '' || busy()) return
    setBusy(true)
    const path = `/api/exceptions/${encodeURIComponent(props.row.id)}/resolve`
    const body = { operation_id: operation, ...made, seen: seen(), text: note().trim() }
    const answer = await desk.send(path, body)
    setBusy(false)
    if (answer.ok) {
      showToast(t().exceptions.decided)
      props.onDone()
      return
    }
    setFailure(answer.failure)
    // A refused decision is over; the next one is another operation. An unanswered one may have arrived: send the same again.
    if (answer.failure.code !== 'network_unreachable') operation = newOperationId()
    if (answer.failure.code === 'exception_stale') props.onStale()
  }

  function lookAgain(): void {
    setSeen(props.row.fact)
    setChosen(undefined)
    setFailure(undefined)
    setAsked(false)
  }

  const option = (id: string, title: string, lines: readonly string[]) => (
    <label class="desk-choice" data-chosen={chosen() === id ? '' : undefined}>
      <input type="radio" name={group} value={id} checked={chosen() === id} onChange={() => setChosen(id)} />
      <span>
        <strong>{title}</strong>
        <For each={lines}>{(line) => <span>{line}</span>}</For>
      </span>
    </label>
  )
  return (
    <form class="desk-decision" onSubmit={(event) => void submit(event)}>
      <Show when={stale()}>
        <Banner
          tone="attention"
          title={t().exceptions.staleTitle}
          action={<Button onClick={lookAgain}>{t().exceptions.lookAgain}</Button>}
        >
          {t().exceptions.staleText}
        </Banner>
      </Show>
      <fieldset disabled={stale() || busy()}>
        <legend>{t().exceptions.decisions}</legend>
        <div class="desk-choices">
          <For each={choices()}>
            {(choice) => option(choice.id, choiceTitle(choice, props.row), consequences(choice, props.row))}
          </For>
          <Show when={canCorrect(props.row)}>
            {option('other', t().exceptions.otherCount, otherConsequences(other(), props.row))}
          </Show>
        </div>
        <Show when={asked() && chosen() === undefined}>
          <p class="desk-decision-wrong" role="alert">
            {t().exceptions.pickOne}
          </p>
        </Show>
        <Show when={chosen() === 'other'}>
          <Field
            label={t().exceptions.actualCount}
            hint={t().exceptions.actualHint}
            error={otherError()}
            inputmode="decimal"
            autocomplete="off"
            value={counted()}
            onInput={(event) => setCounted(event.currentTarget.value)}
          />
        </Show>
        <TextField
          label={t().exceptions.note}
          error={asked() && note().trim() === '' ? t().exceptions.noteRequired : undefined}
          placeholder={t().exceptions.notePlaceholder}
          rows={2}
          maxlength={1000}
          value={note()}
          onInput={(event) => setNote(event.currentTarget.value)}
        />
        <Button type="submit" kind="primary" disabled={busy()}>
          {busy() ? t().exceptions.deciding : t().exceptions.decide}
        </Button>
      </fieldset>
      <Show when={failure()?.code !== 'exception_stale' && failure()}>
        {(failed) => <FailureNotice failure={failed()} />}
      </Show>
    </form>
  )
}
