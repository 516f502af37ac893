import CircleSlash from 'lucide-solid/icons/circle-slash'
import type { TaskPlan } from 'shared-schema/domain/picking/task.ts'
import { workerTaskTexts } from 'shared-schema/messages/worker/tasks.ts'
import { createMemo, type JSX, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { moment } from '../../ui/format.ts'
import { textsOf } from '../../ui/language.ts'
import { Frame } from '../device/frame.tsx'
import { TaskScreen } from '../picking/task-screen.tsx'
import { goToTasks } from '../route.ts'
import { watch } from '../watch.ts'
import { useMe, useWorker } from '../worker-context.ts'

const t = textsOf(workerTaskTexts)

/** Opens a task that this worker still has; otherwise says what became of it and of what was picked. */
export function TaskGate(props: { id: string }): JSX.Element {
  const { replica, nameOf } = useWorker()
  const me = useMe()
  const tasks = watch(replica.tasks)
  const plan = createMemo(() => tasks().find(({ id }) => id === props.id))
  const events = watch(replica.events(props.id))
  const mine = () => plan()?.workers.includes(me().worker) ?? false
  const open = createMemo(() => {
    const found = plan()
    return found && mine() && found.cancelled === undefined ? found : undefined
  })
  const why = (): { title: string; text: string } => {
    const cancelled = plan()?.cancelled
    if (cancelled) {
      const when = moment(cancelled.at, Date.now())
      return { title: t().cancelledTitle, text: t().cancelledText(nameOf(cancelled.by), when) }
    }
    const worked = events().some(({ by }) => by === me().worker)
    return plan() !== undefined || worked
      ? { title: t().goneTitle, text: t().goneText }
      : { title: t().unknownTitle, text: t().noneText }
  }

  return (
    <Show
      when={open() !== undefined}
      fallback={
        <Frame inTask={false} progress="" tasks={[props.id]}>
          <div class="w-scroll">
            <EmptyState
              icon={<CircleSlash />}
              title={why().title}
              action={
                <Button size="touch" kind="primary" wide onClick={goToTasks}>
                  {t().backToTasks}
                </Button>
              }
            >
              {why().text}
            </EmptyState>
          </div>
        </Frame>
      }
    >
      <OpenTask plan={open()} />
    </Show>
  )
}

/** Keeps the last plan while the task is being taken away, so that the screens below never see a hole. */
function OpenTask(props: { plan: TaskPlan | undefined }): JSX.Element {
  const plan = createMemo<TaskPlan | undefined>((before) => props.plan ?? before)
  const sure = () => {
    const found = plan()
    if (found === undefined) throw new Error('a task screen without a task')
    return found
  }
  return <TaskScreen plan={sure} />
}
