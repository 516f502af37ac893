import Ban from 'lucide-solid/icons/ban'
import CircleCheck from 'lucide-solid/icons/circle-check'
import type { requisition } from 'shared-schema/api/requisitions.ts'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import { createSignal, type JSX, Show } from 'solid-js'
import type * as z from 'zod'
import type { RequestFailure } from '../../auth/answer.ts'
import { textsOf } from '../../ui/language.ts'
import { showToast } from '../../ui/toast.tsx'
import { useDesk } from '../desk.tsx'
import { FailureNotice } from '../shell/failure-notice.tsx'
import { SecondPress } from '../shell/second-press.tsx'
import './requisition-actions.css'

const t = textsOf(adminTexts)
type Requisition = z.infer<typeof requisition>

/**
 * Ends a document: closes it when its work is finished, with lines short only where the document allows that, or
 * cancels it.
 */
export function RequisitionActions(props: { requisition: Requisition; onDone: () => void }): JSX.Element {
  const desk = useDesk()
  const [failure, setFailure] = createSignal<RequestFailure>()
  const short = () => props.requisition.items.some((line) => line.missing > 0)
  const open = () => props.requisition.items.some((line) => line.status === 'open')
  const over = () => ['done', 'cancelled'].includes(props.requisition.status)
  const closable = () =>
    props.requisition.status === 'in_progress' && !open() && (!short() || props.requisition.close_incomplete)

  async function act(path: 'complete' | 'cancel', body: unknown, done: string): Promise<void> {
    const answer = await desk.send(`/api/trebovanja/${props.requisition.id}/${path}`, body)
    setFailure(answer.ok ? undefined : answer.failure)
    if (!answer.ok) return
    showToast(done)
    props.onDone()
  }
  return (
    <Show when={!over()}>
      <section class="desk-requisition-actions">
        <Show when={closable()}>
          <SecondPress
            icon={<CircleCheck />}
            label={short() ? t().requisitions.completeShort : t().requisitions.complete}
            again={t().requisitions.completeConfirm}
            hint={short() ? t().requisitions.completeShortHint : t().requisitions.completeHint}
            onConfirm={() => act('complete', { accept_short: short() }, t().requisitions.completed)}
          />
        </Show>
        <SecondPress
          kind="stop"
          icon={<Ban />}
          label={t().requisitions.cancel}
          again={t().requisitions.cancelAgain}
          hint={t().requisitions.cancelHint}
          onConfirm={() => act('cancel', {}, t().requisitions.cancelled)}
        />
        <Show when={failure()}>{(failed) => <FailureNotice failure={failed()} />}</Show>
      </section>
    </Show>
  )
}
