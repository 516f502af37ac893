import { A } from '@solidjs/router'
import Split from 'lucide-solid/icons/split'
import type { assignResponse, requisition } from 'shared-schema/api/requisitions.ts'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import { createSignal, type JSX, Show } from 'solid-js'
import type * as z from 'zod'
import type { RequestFailure } from '../../auth/answer.ts'
import { Button } from '../../ui/button.tsx'
import { textsOf } from '../../ui/language.ts'
import { showToast } from '../../ui/toast.tsx'
import { useDesk } from '../desk.tsx'
import { createHouse } from '../names.ts'
import { FailureNotice } from '../shell/failure-notice.tsx'
import { type Assignee, assigneeField } from './assignee.ts'
import { AssigneeChoice } from './assignee-choice.tsx'
import { PriorityChoice, type TaskTerms } from './priority-choice.tsx'
import { freeOf } from './split-lines.ts'
import './assign-whole.css'

const t = textsOf(adminTexts)
type Requisition = z.infer<typeof requisition>

/** Gives everything that is not assigned yet to one team or worker: press whom, press Assign. */
export function AssignWhole(props: { requisition: Requisition; onDone: () => void }): JSX.Element {
  const desk = useDesk()
  const house = createHouse()
  const [chosen, setChosen] = createSignal<Assignee>()
  const [terms, setTerms] = createSignal<TaskTerms>({ priority: 'normal' })
  const [busy, setBusy] = createSignal(false)
  const [failure, setFailure] = createSignal<RequestFailure>()
  const offered = () =>
    !['done', 'cancelled'].includes(props.requisition.status) &&
    props.requisition.items.some((line) => freeOf(line) > 0)

  async function assign(assignee: Assignee): Promise<void> {
    setBusy(true)
    const answer = await desk.send<z.infer<typeof assignResponse>>(
      `/api/trebovanja/${props.requisition.id}/assign`,
      { parts: [{ ...assigneeField(assignee), ...terms() }] },
    )
    setBusy(false)
    setFailure(answer.ok ? undefined : answer.failure)
    if (!answer.ok) return
    setChosen(undefined)
    showToast(t().assign.done(assignee.name))
    props.onDone()
  }
  return (
    <Show when={offered()}>
      <section class="desk-assign-whole">
        <header>
          <h3>{props.requisition.assigned > 0 ? t().requisitions.assignRest : t().requisitions.assign}</h3>
          <A href={`/requisitions/${props.requisition.id}/assign`} class="desk-assign-split">
            <Split aria-hidden="true" /> {t().assign.split}
          </A>
        </header>
        <AssigneeChoice house={house.value()} chosen={chosen()?.key} onChoose={setChosen} />
        <Show when={chosen()}>
          {(assignee) => (
            <div class="desk-assign-confirm">
              <PriorityChoice terms={terms()} onChange={setTerms} />
              <Button kind="primary" disabled={busy()} onClick={() => void assign(assignee())}>
                {busy() ? t().assign.giving : t().assign.giveTo(assignee().name)}
              </Button>
            </div>
          )}
        </Show>
        <Show when={failure()}>{(failed) => <FailureNotice failure={failed()} />}</Show>
      </section>
    </Show>
  )
}
