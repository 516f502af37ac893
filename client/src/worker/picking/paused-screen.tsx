import Pause from 'lucide-solid/icons/pause'
import { workerPickingTexts } from 'shared-schema/messages/worker/picking.ts'
import type { JSX } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { textsOf } from '../../ui/language.ts'
import { goToTasks } from '../route.ts'
import { useSession } from './session-context.ts'
import './finish.css'

const t = textsOf(workerPickingTexts)

/** A pause covers the task, so that nobody picks while the others believe they rest. */
export function PausedScreen(): JSX.Element {
  const session = useSession()
  return (
    <div class="w-finish">
      <div class="w-finish-body w-finish-middle">
        <EmptyState icon={<Pause />} title={t().paused}>
          {t().pausedText}
        </EmptyState>
      </div>
      <footer class="w-finish-foot">
        <Button size="touch" onClick={goToTasks}>
          {t().back}
        </Button>
        <Button size="touch" kind="primary" onClick={() => void session.resume()}>
          {t().resume}
        </Button>
      </footer>
    </div>
  )
}
