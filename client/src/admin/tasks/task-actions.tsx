import Ban from 'lucide-solid/icons/ban'
import CircleCheck from 'lucide-solid/icons/circle-check'
import UserPen from 'lucide-solid/icons/user-pen'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import { createSignal, type JSX, Show } from 'solid-js'
import type { RequestFailure } from '../../auth/answer.ts'
import { Button } from '../../ui/button.tsx'
import { textsOf } from '../../ui/language.ts'
import { showToast } from '../../ui/toast.tsx'
import { type Assignee, assigneeField } from '../assign/assignee.ts'
import { AssigneeChoice } from '../assign/assignee-choice.tsx'
import { useDesk } from '../desk.tsx'
import type { House } from '../names.ts'
import { FailureNotice } from '../shell/failure-notice.tsx'
import { SecondPress } from '../shell/second-press.tsx'
import type { Task } from './task-panel.tsx'
import './task-actions.css'

const t = textsOf(adminTexts)

/** What a supervisor can do with a task that is not over: give it to others, finish it for all, cancel it. */
export function TaskActions(props: {
  task: Task
  house: House | undefined
  onDone: () => void
}): JSX.Element {
  const desk = useDesk()
  const [failure, setFailure] = createSignal<RequestFailure>()
  const [reassigning, setReassigning] = createSignal(false)
  const [chosen, setChosen] = createSignal<Assignee>()
  const [busy, setBusy] = createSignal(false)
  const over = () => props.task.status === 'done' || props.task.status === 'cancelled'

  async function act(path: string, body: unknown, done: string): Promise<void> {
    setBusy(true)
    const answer = await desk.send(`/api/zaduznice/${props.task.id}/${path}`, body)
    setBusy(false)
    setFailure(answer.ok ? undefined : answer.failure)
    if (!answer.ok) return
    setReassigning(false)
    setChosen(undefined)
    showToast(done)
    props.onDone()
  }
  const present = () => {
    const { team, workers } = props.task
    return team === null ? workers.map((each) => `worker:${each}`) : [`team:${team}`]
  }
  return (
    <Show when={!over() && (desk.may('requisition.assign') || desk.may('requisition.close'))}>
      <section class="desk-task-actions">
        <div class="desk-task-buttons">
          <Show when={desk.may('requisition.assign')}>
            <Button
              icon={<UserPen />}
              aria-expanded={reassigning()}
              onClick={() => setReassigning(!reassigning())}
            >
              {t().tasks.reassign}
            </Button>
          </Show>
          <Show when={desk.may('requisition.close')}>
            <SecondPress
              icon={<CircleCheck />}
              label={t().tasks.complete}
              again={t().tasks.completeAgain}
              hint={t().tasks.completeHint}
              onConfirm={() => act('complete', {}, t().tasks.completed)}
            />
          </Show>
          <Show when={desk.may('requisition.assign')}>
            <SecondPress
              kind="stop"
              icon={<Ban />}
              label={t().tasks.cancelTask}
              again={t().tasks.cancelAgain}
              hint={t().tasks.cancelHint}
              onConfirm={() => act('cancel', {}, t().tasks.cancelled)}
            />
          </Show>
        </div>
        <Show when={reassigning()}>
          <div class="desk-assign-whole">
            <p>{t().tasks.reassignHint}</p>
            <AssigneeChoice
              house={props.house}
              chosen={chosen()?.key}
              without={present()}
              onChoose={setChosen}
            />
            <Show when={chosen()}>
              {(assignee) => (
                <Button
                  kind="primary"
                  disabled={busy()}
                  onClick={() =>
                    void act('reassign', assigneeField(assignee()), t().tasks.reassigned(assignee().name))
                  }
                >
                  {t().tasks.reassignTo(assignee().name)}
                </Button>
              )}
            </Show>
          </div>
        </Show>
        <Show when={failure()}>{(failed) => <FailureNotice failure={failed()} />}</Show>
      </section>
    </Show>
  )
}
