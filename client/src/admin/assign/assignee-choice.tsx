import UserX from 'lucide-solid/icons/user-x'
import Users from 'lucide-solid/icons/users'
import type { TaskRow } from 'shared-schema/api/tasks.ts'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import { createMemo, For, type JSX, Show } from 'solid-js'
import { EmptyState } from '../../ui/empty-state.tsx'
import { textsOf } from '../../ui/language.ts'
import { Tile } from '../../ui/tile.tsx'
import type { House } from '../names.ts'
import { createListQuery } from '../query.ts'
import { type Assignee, assigneesOf } from './assignee.ts'
import './assign-whole.css'

const t = textsOf(adminTexts)

/** Whom to give work to, teams first, each with how much they have already. */
export function AssigneeChoice(props: {
  house: House | undefined
  chosen: string | undefined
  /** Keys that cannot be chosen, e.g. who has the task already. */
  without?: readonly string[]
  onChoose: (assignee: Assignee) => void
}): JSX.Element {
  const open = createListQuery<TaskRow>(() => '/api/zaduznice?status=assigned,in_progress,paused', ['tasks'])
  const assignees = createMemo(() =>
    props.house
      ? assigneesOf(props.house.people, props.house.teams).filter(
          (each) => !props.without?.includes(each.key),
        )
      : undefined,
  )
  const tasksOf = (assignee: Assignee) =>
    open
      .value()
      ?.items.filter((task) =>
        assignee.kind === 'team' ? task.team === assignee.id : task.workers.includes(assignee.id),
      ).length ?? 0
  const group = (kind: Assignee['kind']) => (
    <div class="desk-assignees">
      <For each={assignees()?.filter((each) => each.kind === kind)}>
        {(assignee) => (
          <Tile
            {...(kind === 'team' && { icon: <Users /> })}
            title={assignee.name}
            note={
              <>
                <Show when={assignee.members.length > 0}>{assignee.members.join(', ')} · </Show>
                {t().assign.taskNow(tasksOf(assignee))}
              </>
            }
            aria-pressed={props.chosen === assignee.key}
            onClick={() => props.onChoose(assignee)}
          />
        )}
      </For>
    </div>
  )
  return (
    <Show
      when={assignees()?.length !== 0}
      fallback={
        <EmptyState icon={<UserX />} title={t().assign.nobodyTitle}>
          {t().assign.nobodyText}
        </EmptyState>
      }
    >
      {group('team')}
      <details>
        <summary>{t().assign.workers}</summary>
        {group('worker')}
      </details>
    </Show>
  )
}
