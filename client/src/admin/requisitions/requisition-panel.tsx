import type { RouteSectionProps } from '@solidjs/router'
import type { requisition } from 'shared-schema/api/requisitions.ts'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import { type JSX, Match, Show, Switch } from 'solid-js'
import type * as z from 'zod'
import { dateTime } from '../../ui/format.ts'
import { language, textsOf } from '../../ui/language.ts'
import { ProgressBar } from '../../ui/progress.tsx'
import { AssignWhole } from '../assign/assign-whole.tsx'
import { useDesk } from '../desk.tsx'
import { createQuery } from '../query.ts'
import { Facts } from '../shell/facts.tsx'
import { FailureNotice } from '../shell/failure-notice.tsx'
import { Loading } from '../shell/loading.tsx'
import { SidePanel } from '../shell/side-panel.tsx'
import { RequisitionStatus } from '../status.tsx'
import { DataTable } from '../table/data-table.tsx'
import { documentDate } from '../units.ts'
import { RequisitionActions } from './requisition-actions.tsx'
import { requisitionLineColumns } from './requisition-line-columns.tsx'
import { RequisitionTasks } from './requisition-tasks.tsx'

const t = textsOf(adminTexts)
type Requisition = z.infer<typeof requisition>

/** One requisition: where it stands, whom it is given to, its lines. */
export default function RequisitionPanel(props: RouteSectionProps): JSX.Element {
  const query = createQuery<Requisition>(
    () => `/api/trebovanja/${encodeURIComponent(props.params.id ?? '')}`,
    ['requisitions', 'tasks', 'exceptions'],
  )
  return (
    <SidePanel
      kind={t().requisitions.title}
      title={
        <>
          <span class="code">{query.value()?.number ?? '…'}</span> {query.value()?.shop}
        </>
      }
      subject={props.params.id ?? ''}
      back="/requisitions"
    >
      {(scroller) => (
        <Switch fallback={<Loading />}>
          <Match when={query.value()}>
            {(document) => <Content document={document()} scroller={scroller} reload={query.reload} />}
          </Match>
          <Match when={query.failure()}>
            {(failure) => <FailureNotice failure={failure()} onRetry={query.reload} />}
          </Match>
        </Switch>
      )}
    </SidePanel>
  )
}

function Content(props: { document: Requisition; scroller: HTMLElement; reload: () => void }): JSX.Element {
  const desk = useDesk()
  const texts = () => t().requisitions
  return (
    <>
      <Facts
        facts={[
          [texts().status, <RequisitionStatus status={props.document.status} />],
          [texts().warehouse, props.document.warehouse],
          [texts().date, documentDate(props.document.date, language())],
          [texts().createdAt, dateTime(props.document.created_at)],
          [
            texts().closing,
            props.document.close_incomplete ? texts().closeIncompleteYes : texts().closeIncompleteNo,
          ],
        ]}
      />
      <div>
        <ProgressBar
          label={texts().linesDone(props.document.lines_done, props.document.lines)}
          value={props.document.lines_done}
          max={props.document.lines}
        />
        <p class="figures">{texts().linesDone(props.document.lines_done, props.document.lines)}</p>
        <Show when={props.document.unknown_articles > 0}>
          <p class="quiet">{texts().unknownCount(props.document.unknown_articles)}</p>
        </Show>
      </div>
      <Show when={desk.may('requisition.assign')}>
        <AssignWhole requisition={props.document} onDone={props.reload} />
      </Show>
      <RequisitionTasks requisition={props.document.id} />
      <Show when={desk.may('requisition.close')}>
        <RequisitionActions requisition={props.document} onDone={props.reload} />
      </Show>
      <section>
        <h3>{texts().lines}</h3>
        <DataTable
          label={texts().lines}
          columns={requisitionLineColumns()}
          rows={props.document.items}
          rowKey={(line) => line.id}
          toneOf={(line) => (line.unknown_article || line.over > 0 ? 'attention' : undefined)}
          scroller={props.scroller}
        />
      </section>
    </>
  )
}
