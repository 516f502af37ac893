import { A } from '@solidjs/router'
import type { TaskRow } from 'shared-schema/api/tasks.ts'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import { For, type JSX, Show } from 'solid-js'
import { textsOf } from '../../ui/language.ts'
import { createHouse } from '../names.ts'
import { ProgressFigure } from '../progress-figure.tsx'
import { createListQuery } from '../query.ts'
import { TaskStatus } from '../status.tsx'
import { assigneeName } from '../tasks/assignee-name.ts'
import './requisition-tasks.css'

const t = textsOf(adminTexts)

/** The tasks a requisition became, moving as they are picked. */
export function RequisitionTasks(props: { requisition: string }): JSX.Element {
  const house = createHouse()
  const query = createListQuery<TaskRow>(
    () => `/api/zaduznice?requisition=${encodeURIComponent(props.requisition)}`,
    ['tasks', 'exceptions'],
  )
  return (
    <Show when={(query.value()?.items.length ?? 0) > 0}>
      <section class="desk-requisition-tasks">
        <h3>{t().requisitions.tasksOfIt}</h3>
        <ul>
          <For each={query.value()?.items}>
            {(task) => (
              <li>
                <A href={`/tasks/${task.id}`}>{assigneeName(task, house)}</A>
                <TaskStatus status={task.status} />
                <ProgressFigure
                  label={t().tasks.linesDone(task.lines_done, task.lines)}
                  done={task.lines_done}
                  all={task.lines}
                />
              </li>
            )}
          </For>
        </ul>
      </section>
    </Show>
  )
}
