import ArrowLeft from 'lucide-solid/icons/arrow-left'
import List from 'lucide-solid/icons/list'
import Package from 'lucide-solid/icons/package'
import { workerPickingTexts } from 'shared-schema/messages/worker/picking.ts'
import { workerReceivingTexts } from 'shared-schema/messages/worker/receiving.ts'
import { type JSX, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { textsOf } from '../../ui/language.ts'
import { goToTasks } from '../route.ts'
import { useSession } from './session-context.ts'
import './task-header.css'

const t = textsOf(workerPickingTexts)
const receiving = textsOf(workerReceivingTexts)

/** Which task this is, the way back, and the other of the two views. */
export function TaskHeader(props: { listed: boolean; onSwitch: () => void }): JSX.Element {
  const session = useSession()
  return (
    <header class="w-task-head">
      <button type="button" class="w-task-back" aria-label={t().back} onClick={goToTasks}>
        <ArrowLeft />
      </button>
      <h1>
        <span class="w-task-shop">{session.plan().shop}</span>
        <span class="w-task-number">
          <Show when={session.plan().kind === 'receive'}>
            <b>{receiving().kind}</b>{' '}
          </Show>
          <span class="code">{session.plan().number}</span>
        </span>
      </h1>
      <Button
        size="touch"
        class="w-task-switch"
        icon={
          <Show when={props.listed} fallback={<List />}>
            <Package />
          </Show>
        }
        onClick={() => props.onSwitch()}
      >
        {props.listed ? t().nextLine : t().allLines(session.plan().lines.length)}
      </Button>
    </header>
  )
}
