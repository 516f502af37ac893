import { A, type RouteSectionProps, useNavigate } from '@solidjs/router'
import ArrowLeft from 'lucide-solid/icons/arrow-left'
import CheckCheck from 'lucide-solid/icons/check-check'
import type { assignResponse, requisition } from 'shared-schema/api/requisitions.ts'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import { createSignal, type JSX, Match, Show, Switch } from 'solid-js'
import type * as z from 'zod'
import type { RequestFailure } from '../../auth/answer.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { quantity } from '../../ui/format.ts'
import { textsOf } from '../../ui/language.ts'
import { showToast } from '../../ui/toast.tsx'
import { useDesk } from '../desk.tsx'
import { createHouse } from '../names.ts'
import { createQuery } from '../query.ts'
import { FailureNotice } from '../shell/failure-notice.tsx'
import { Loading } from '../shell/loading.tsx'
import { NotAllowed } from '../shell/not-allowed.tsx'
import { Page } from '../shell/page.tsx'
import { PriorityChoice, type TaskTerms } from './priority-choice.tsx'
import { SplitBar } from './split-bar.tsx'
import { createSplitForm } from './split-form.ts'
import { freeOf, partsOf } from './split-lines.ts'
import { SplitTable } from './split-table.tsx'
import './assign-page.css'

const t = textsOf(adminTexts)
type Requisition = z.infer<typeof requisition>

/** Splits the lines of a requisition between workers and teams. */
export default function AssignPage(props: RouteSectionProps): JSX.Element {
  const desk = useDesk()
  const back = () => `/requisitions/${props.params.id}`
  const query = createQuery<Requisition>(
    () => `/api/trebovanja/${encodeURIComponent(props.params.id ?? '')}`,
    ['requisitions', 'tasks'],
  )
  return (
    <Page
      title={t().assign.title(query.value()?.number ?? '…')}
      lead={query.value() ? `${query.value()?.shop} · ${t().assign.splitHint}` : t().assign.splitHint}
      actions={
        <A href={back()} class="ui-button" data-kind="secondary" data-size="control">
          <ArrowLeft />
          <span>{t().assign.back}</span>
        </A>
      }
    >
      <Switch fallback={<Loading />}>
        <Match when={!desk.may('requisition.assign')}>
          <NotAllowed />
        </Match>
        <Match when={query.value()?.items.every((line) => freeOf(line) === 0)}>
          <EmptyState icon={<CheckCheck />} title={t().assign.nothingLeftTitle}>
            {t().assign.nothingLeftText}
          </EmptyState>
        </Match>
        <Match when={query.value()}>
          {(document) => <Split document={document()} back={back()} reload={query.reload} />}
        </Match>
        <Match when={query.failure()}>
          {(failure) => <FailureNotice failure={failure()} onRetry={query.reload} />}
        </Match>
      </Switch>
    </Page>
  )
}

function Split(props: { document: Requisition; back: string; reload: () => void }): JSX.Element {
  const desk = useDesk()
  const navigate = useNavigate()
  const house = createHouse()
  const lines = () => props.document.items.filter((line) => freeOf(line) > 0)
  const form = createSplitForm(lines, quantity)
  const [terms, setTerms] = createSignal<TaskTerms>({ priority: 'normal' })
  const [busy, setBusy] = createSignal(false)
  const [failure, setFailure] = createSignal<RequestFailure>()

  async function assign(): Promise<void> {
    setBusy(true)
    const parts = partsOf(lines(), form.fields(), form.assignees()).map((part) => ({ ...part, ...terms() }))
    const answer = await desk.send<z.infer<typeof assignResponse>>(
      `/api/trebovanja/${props.document.id}/assign`,
      { parts },
    )
    setBusy(false)
    setFailure(answer.ok ? undefined : answer.failure)
    if (!answer.ok) return props.reload()
    showToast(t().assign.doneSplit(answer.value.tasks.length))
    navigate(props.back)
  }
  const summary = () => {
    const { problems, linesGiven, linesLeft, tasks } = form.checked()
    if (problems > 0) return t().assign.fixFirst(problems)
    if (linesGiven === 0) return t().assign.nothingYet
    return `${t().assign.summary(linesGiven, tasks)} · ${t().assign.linesLeft(linesLeft)}`
  }
  return (
    <div class="desk-split">
      <SplitBar form={form} lines={lines()} house={house.value()} />
      <SplitTable form={form} lines={lines()} />
      <footer class="desk-split-foot">
        <Show when={failure()}>{(failed) => <FailureNotice failure={failed()} />}</Show>
        <PriorityChoice terms={terms()} onChange={setTerms} />
        <p role="status" data-wrong={form.checked().problems > 0 ? '' : undefined}>
          {summary()}
        </p>
        <Button
          kind="primary"
          disabled={busy() || form.checked().problems > 0 || form.checked().linesGiven === 0}
          onClick={() => void assign()}
        >
          {busy() ? t().assign.giving : t().assign.give}
        </Button>
      </footer>
    </div>
  )
}
