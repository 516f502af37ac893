import { A, type RouteSectionProps, useSearchParams } from '@solidjs/router'
import type { task } from 'shared-schema/api/tasks.ts'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import { type JSX, Match, Show, Switch } from 'solid-js'
import type * as z from 'zod'
import { duration, moment } from '../../ui/format.ts'
import { textsOf } from '../../ui/language.ts'
import { ProgressBar } from '../../ui/progress.tsx'
import { useDesk } from '../desk.tsx'
import { createHouse } from '../names.ts'
import { createQuery } from '../query.ts'
import { Facts } from '../shell/facts.tsx'
import { FailureNotice } from '../shell/failure-notice.tsx'
import { Loading } from '../shell/loading.tsx'
import { SidePanel } from '../shell/side-panel.tsx'
import { Tabs } from '../shell/tabs.tsx'
import { TaskStatus } from '../status.tsx'
import { DataTable } from '../table/data-table.tsx'
import { assigneeName } from './assignee-name.ts'
import { Damages } from './damages.tsx'
import { History } from './history.tsx'
import { PerWorker } from './per-worker.tsx'
import { TaskActions } from './task-actions.tsx'
import { taskLineColumns } from './task-line-columns.tsx'

const t = textsOf(adminTexts)
export type Task = z.infer<typeof task>

/** One task: where it stands, who picked what, its lines and all that happened. */
export default function TaskPanel(props: RouteSectionProps): JSX.Element {
  const id = () => props.params.id ?? ''
  const query = createQuery<Task>(
    () => `/api/zaduznice/${encodeURIComponent(id())}`,
    ['tasks', 'exceptions'],
    (key) => key === '' || key.includes(id()),
  )
  return (
    <SidePanel
      kind={t().tasks.title}
      title={
        <>
          <span class="code">{query.value()?.number ?? '…'}</span> {query.value()?.shop}
        </>
      }
      subject={id()}
      back="/tasks"
    >
      {(scroller) => (
        <Switch fallback={<Loading />}>
          <Match when={query.value()}>
            {(found) => <Content task={found()} scroller={scroller} reload={query.reload} />}
          </Match>
          <Match when={query.failure()}>
            {(failure) => <FailureNotice failure={failure()} onRetry={query.reload} />}
          </Match>
        </Switch>
      )}
    </SidePanel>
  )
}

function Content(props: { task: Task; scroller: HTMLElement; reload: () => void }): JSX.Element {
  const desk = useDesk()
  const house = createHouse()
  const texts = () => t().tasks
  const [query] = useSearchParams<{ tab: string }>()
  const when = (at: number | null) => (at === null ? '–' : moment(at, desk.now()))
  const took = () => {
    const { started_at, completed_at } = props.task
    return started_at !== null && completed_at !== null ? ` (${duration(completed_at - started_at)})` : ''
  }
  return (
    <>
      <Facts
        facts={[
          [texts().status, <TaskStatus status={props.task.status} />],
          [texts().assignee, assigneeName(props.task, house)],
          [texts().priority, t().assign.priorities[props.task.priority]],
          [texts().due, when(props.task.due)],
          [texts().startedAt, when(props.task.started_at)],
          props.task.completed_at === null
            ? [texts().lastAt, when(props.task.last_at)]
            : [texts().completedAt, `${when(props.task.completed_at)}${took()}`],
        ]}
      />
      <div>
        <ProgressBar
          label={texts().linesDone(props.task.lines_done, props.task.lines)}
          value={props.task.lines_done}
          max={props.task.lines}
        />
        <p class="figures">{texts().linesDone(props.task.lines_done, props.task.lines)}</p>
        <Show when={props.task.open_exceptions > 0}>
          <p>
            <A href={`/exceptions?q=${encodeURIComponent(props.task.number)}`}>
              {t().exceptions.openCount(props.task.open_exceptions)}
            </A>
          </p>
        </Show>
      </div>
      <PerWorker task={props.task} names={house} />
      <Damages task={props.task} names={house} />
      <TaskActions task={props.task} house={house.value()} onDone={props.reload} />
      <Tabs
        label={texts().title}
        parameter="tab"
        tabs={[
          { id: '', name: `${texts().linesTab} (${props.task.items.length})` },
          { id: 'history', name: `${texts().historyTab} (${props.task.events.length})` },
        ]}
      />
      <Show
        when={query.tab === 'history'}
        fallback={
          <DataTable
            label={texts().linesTab}
            columns={taskLineColumns(house)}
            rows={props.task.items}
            rowKey={(line) => line.id}
            toneOf={(line) => (line.status === 'over' || line.status === 'short' ? 'attention' : undefined)}
            scroller={props.scroller}
          />
        }
      >
        <History task={props.task} names={house} scroller={props.scroller} />
      </Show>
    </>
  )
}
