import Package from 'lucide-solid/icons/package'
import Users from 'lucide-solid/icons/users'
import type { TaskStatus } from 'shared-schema/domain/picking/fold.ts'
import { commonTexts } from 'shared-schema/messages/common.ts'
import { workerReceivingTexts } from 'shared-schema/messages/worker/receiving.ts'
import { workerTaskTexts } from 'shared-schema/messages/worker/tasks.ts'
import { type JSX, Show } from 'solid-js'
import { moment } from '../../ui/format.ts'
import { textsOf } from '../../ui/language.ts'
import { ProgressBar } from '../../ui/progress.tsx'
import { StatusMark, type StatusTone } from '../../ui/status-mark.tsx'
import { watchOwnCounts } from '../device/own-counts.ts'
import { goToTask } from '../route.ts'
import { useMe, useWorker } from '../worker-context.ts'
import type { ListedTask } from './task-order.ts'

const t = textsOf(workerTaskTexts)
const common = textsOf(commonTexts)
const receiving = textsOf(workerReceivingTexts)

const tones: Record<TaskStatus, StatusTone> = {
  assigned: 'new',
  in_progress: 'busy',
  paused: 'stale',
  done: 'ok',
  cancelled: 'stop',
}

/** A task in the list: for which shop, how far, how urgent, with whom, what of it is not sent yet. */
export function TaskCard(props: { task: ListedTask }): JSX.Element {
  const { replica, nameOf } = useWorker()
  const me = useMe()
  const plan = () => props.task.plan
  const state = () => props.task.state
  const lines = () => [...state().lines.values()]
  const settled = () => lines().filter(({ status }) => status !== 'open').length
  const mates = () => plan().workers.filter((worker) => worker !== me().worker)
  const waitsFor = () => mates().filter((worker) => !state().finished.has(worker))
  const counts = watchOwnCounts(
    replica,
    () => me().worker,
    () => [plan().id],
  )
  const unsent = () => counts().saved - counts().sent
  const due = () => {
    const { due: at } = plan()
    if (at === undefined) return undefined
    const late = at < Date.now() && state().status !== 'done'
    const when = moment(at, Date.now())
    return { late, text: late ? t().overdue(when) : t().due(when) }
  }

  return (
    <li>
      <button type="button" class="w-card" onClick={() => goToTask(plan().id)}>
        <span class="w-card-top">
          <span class="w-card-shop">{plan().shop}</span>
          <Show when={plan().kind === 'receive'}>
            <span class="w-card-kind">
              <Package /> {receiving().kind}
            </span>
          </Show>
          <Show when={plan().priority === 'high'}>
            <StatusMark tone="attention" filled>
              {common().priorities.high}
            </StatusMark>
          </Show>
        </span>
        <span class="w-card-number">
          <span class="code">{plan().number}</span>
          <StatusMark tone={tones[state().status]}>{common().statuses[state().status]}</StatusMark>
        </span>
        <ProgressBar label={t().progress(settled(), lines().length)} value={settled()} max={lines().length} />
        <span class="w-card-facts figures">
          <b>{t().progress(settled(), lines().length)}</b>
          <Show when={mates().length > 0}>
            <span>
              <Users /> {t().with(mates().map(nameOf).join(', '))}
            </span>
          </Show>
          <Show when={due()}>
            {(found) => <span data-late={found().late ? '' : undefined}>{found().text}</span>}
          </Show>
          <Show when={unsent() > 0}>
            <StatusMark tone="busy">{t().unsent(unsent())}</StatusMark>
          </Show>
          <Show
            when={state().finished.has(me().worker) && state().status !== 'done' && waitsFor().length > 0}
          >
            <span>{t().waitingFor(waitsFor().map(nameOf).join(', '))}</span>
          </Show>
        </span>
      </button>
    </li>
  )
}
