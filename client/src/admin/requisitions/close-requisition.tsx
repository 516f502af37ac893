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

const t = textsOf(adminTexts)
type Requisition = z.infer<typeof requisition>

/** Closes a document whose work is finished; with lines short only where the document allows it. */
export function CloseRequisition(props: { requisition: Requisition; onDone: () => void }): JSX.Element {
  const desk = useDesk()
  const [failure, setFailure] = createSignal<RequestFailure>()
  const short = () => props.requisition.items.some((line) => line.missing > 0)
  const open = () => props.requisition.items.some((line) => line.status === 'open')
  const offered = () =>
    props.requisition.status === 'in_progress' && !open() && (!short() || props.requisition.close_incomplete)

  async function close(): Promise<void> {
    const answer = await desk.send(`/api/trebovanja/${props.requisition.id}/complete`, {
      accept_short: short(),
    })
    setFailure(answer.ok ? undefined : answer.failure)
    if (!answer.ok) return
    showToast(t().requisitions.completed)
    props.onDone()
  }
  return (
    <Show when={offered()}>
      <section>
        <SecondPress
          label={short() ? t().requisitions.completeShort : t().requisitions.complete}
          again={t().requisitions.completeConfirm}
          hint={short() ? t().requisitions.completeShortHint : t().requisitions.completeHint}
          onConfirm={close}
        />
        <Show when={failure()}>{(failed) => <FailureNotice failure={failed()} />}</Show>
      </section>
    </Show>
  )
}
