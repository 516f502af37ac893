import {
  actionsOf,
  type DifferenceAction,
  noteRequired,
} from 'shared-schema/domain/reconciliation/difference.ts'
import { pantheonTexts } from 'shared-schema/messages/admin/pantheon.ts'
import { createSignal, createUniqueId, For, type JSX, Show } from 'solid-js'
import type { RequestFailure } from '../../auth/answer.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { textsOf } from '../../ui/language.ts'
import { signalOf } from '../../ui/signal-of.ts'
import { showToast } from '../../ui/toast.tsx'
import { useDesk } from '../desk.tsx'
import { FailureNotice } from '../shell/failure-notice.tsx'
import type { DifferenceDetail } from './difference-panel.tsx'
import '../exceptions/exceptions-page.css'

const t = textsOf(pantheonTexts)

/** The ways to settle a difference, each saying its consequence. */
export function DifferenceActions(props: { difference: DifferenceDetail; onDone: () => void }): JSX.Element {
  const desk = useDesk()
  const session = signalOf(desk.session.state)
  const group = createUniqueId()
  const [chosen, setChosen] = createSignal<DifferenceAction>()
  const [note, setNote] = createSignal('')
  const [asked, setAsked] = createSignal(false)
  const [busy, setBusy] = createSignal(false)
  const [failure, setFailure] = createSignal<RequestFailure>()
  const actions = (): DifferenceAction[] => [...actionsOf[props.difference.class], 'assign_owner', 'note']
  const noteMissing = () => {
    const action = chosen()
    return action !== undefined && noteRequired.has(action) && note().trim() === ''
  }
  const me = () => {
    const now = session()
    return 'person' in now ? now.person.id : undefined
  }

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    setAsked(true)
    const action = chosen()
    if (action === undefined || noteMissing() || busy()) return
    setBusy(true)
    const answer = await desk.send(`/api/reconciliation/differences/${props.difference.id}/actions`, {
      ...{ action, seen_at: props.difference.last_found_at },
      ...(note().trim() !== '' && { note: note().trim() }),
      ...(action === 'assign_owner' && { owner: me() }),
    })
    setBusy(false)
    setFailure(answer.ok ? undefined : answer.failure)
    if (!answer.ok) return
    showToast(t().acted)
    setChosen(undefined)
    setNote('')
    setAsked(false)
    props.onDone()
  }

  return (
    <form class="desk-decision" onSubmit={(event) => void submit(event)}>
      <fieldset disabled={busy()}>
        <legend>{t().act}</legend>
        <div class="desk-choices">
          <For each={actions()}>
            {(action) => (
              <label class="desk-choice" data-chosen={chosen() === action ? '' : undefined}>
                <input
                  type="radio"
                  name={group}
                  value={action}
                  checked={chosen() === action}
                  onChange={() => setChosen(action)}
                />
                <span>
                  <strong>{t().actions[action]}</strong>
                  <span>{t().actionHints[action]}</span>
                </span>
              </label>
            )}
          </For>
        </div>
        <TextField
          label={t().note}
          error={asked() && noteMissing() ? t().noteNeeded : undefined}
          rows={2}
          maxlength={500}
          value={note()}
          onInput={(event) => setNote(event.currentTarget.value)}
        />
        <Button type="submit" kind="primary" disabled={busy() || chosen() === undefined}>
          {t().decide}
        </Button>
      </fieldset>
      <Show when={failure()}>{(failed) => <FailureNotice failure={failed()} />}</Show>
    </form>
  )
}
