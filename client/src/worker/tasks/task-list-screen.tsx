import ClipboardList from 'lucide-solid/icons/clipboard-list'
import { foldTask } from 'shared-schema/domain/picking/fold.ts'
import { workerStripTexts } from 'shared-schema/messages/worker/strip.ts'
import { workerTaskTexts } from 'shared-schema/messages/worker/tasks.ts'
import { createEffect, createMemo, createSignal, For, type JSX, onCleanup, Show } from 'solid-js'
import { EmptyState } from '../../ui/empty-state.tsx'
import { textsOf } from '../../ui/language.ts'
import { showToast } from '../../ui/toast.tsx'
import { DeviceNotices } from '../device/device-notices.tsx'
import { Frame } from '../device/frame.tsx'
import { goToTask } from '../route.ts'
import { watch } from '../watch.ts'
import { useMe, useWorker } from '../worker-context.ts'
import { TaskCard } from './task-card.tsx'
import { compareTasks, isOver, type ListedTask } from './task-order.ts'
import './task-list.css'

const t = textsOf(workerTaskTexts)
const strip = textsOf(workerStripTexts)

/** The tasks of the worker who is signed in, the most urgent first; what is finished is folded away. */
export function TaskListScreen(): JSX.Element {
  const { replica, hub, sound } = useWorker()
  const me = useMe()
  const tasks = watch(replica.tasks)
  const connection = watch(replica.connection)
  const mine = createMemo(() => tasks().filter(({ workers }) => workers.includes(me().worker)))

  // Folded again whenever events of one of them arrive.
  const [listed, setListed] = createSignal<readonly ListedTask[]>([])
  createEffect(() => {
    const plans = mine()
    const fold = () =>
      setListed(
        plans
          .map((plan) => ({ plan, state: foldTask(plan, replica.events(plan.id).get()) }))
          .sort(compareTasks),
      )
    fold()
    const stops = plans.map(({ id }) => replica.events(id).subscribe(fold))
    onCleanup(() => {
      for (const stop of stops) stop()
    })
  })
  // A scanned document opens its task; any other scan has nowhere to count and must not pass for counted.
  onCleanup(
    hub.take(({ code }) => {
      const found = listed().find(({ plan }) => plan.number === code.trim())
      if (found) return goToTask(found.plan.id)
      sound.play('attention')
      showToast(t().openFirst, 'attention')
    }),
  )
  const toDo = createMemo(() => listed().filter((each) => !isOver(each, me().worker)))
  const over = createMemo(() => listed().filter((each) => isOver(each, me().worker)))

  return (
    <Frame inTask={false} progress={strip().tasks(toDo().length)} tasks={mine().map(({ id }) => id)}>
      <div class="w-scroll">
        <div class="w-column w-tasks">
          <h1>{t().title}</h1>
          <DeviceNotices place="tasks" />
          <Show
            when={toDo().length > 0}
            fallback={
              <EmptyState icon={<ClipboardList />} title={over().length > 0 ? t().allDone : t().none}>
                {connection().state === 'offline'
                  ? t().noneOffline
                  : over().length > 0
                    ? t().allDoneText
                    : t().noneText}
              </EmptyState>
            }
          >
            <ul class="w-cards">
              <For each={toDo()}>{(task) => <TaskCard task={task} />}</For>
            </ul>
          </Show>
          <Show when={over().length > 0}>
            <details class="w-fold">
              <summary>
                {t().finishedByMe} ({over().length})
              </summary>
              <ul class="w-cards">
                <For each={over()}>{(task) => <TaskCard task={task} />}</For>
              </ul>
            </details>
          </Show>
        </div>
      </div>
    </Frame>
  )
}
