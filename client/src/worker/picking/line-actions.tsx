import Calculator from 'lucide-solid/icons/calculator'
import Camera from 'lucide-solid/icons/camera'
import HeartCrack from 'lucide-solid/icons/heart-crack'
import Keyboard from 'lucide-solid/icons/keyboard'
import PackageX from 'lucide-solid/icons/package-x'
import SkipForward from 'lucide-solid/icons/skip-forward'
import Undo2 from 'lucide-solid/icons/undo-2'
import { workerReceivingTexts } from 'shared-schema/messages/worker/receiving.ts'
import { type JSX, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { textsOf } from '../../ui/language.ts'
import { useSession } from './session-context.ts'
import type { TaskView } from './task-view.ts'
import { useTaskWords } from './words.ts'
import './line-actions.css'

const receiving = textsOf(workerReceivingTexts)

/** What the thumb reaches: ways to scan without a trigger, and what else can happen to a line. */
export function LineActions(props: { go: (view: TaskView) => void }): JSX.Element {
  const { picking: t, receives } = useTaskWords()
  const session = useSession()
  const current = () => session.current()
  const isOpen = () => {
    const line = current()
    return line !== undefined && session.state().lines.get(line.line)?.status === 'open'
  }
  return (
    <div class="w-actions">
      <div class="w-actions-scan">
        <Button size="touch" icon={<Camera />} onClick={() => props.go('camera')}>
          {t().camera}
        </Button>
        <Button size="touch" icon={<Keyboard />} onClick={() => props.go('type')}>
          {t().typeCode}
        </Button>
      </div>
      <div class="w-actions-line">
        <Button size="touch" icon={<PackageX />} disabled={!isOpen()} onClick={() => props.go('missing')}>
          {t().missing}
        </Button>
        <Button
          size="touch"
          icon={<Calculator />}
          disabled={current() === undefined}
          onClick={() => props.go('keypad')}
        >
          {t().quantity}
        </Button>
        <Button
          size="touch"
          icon={<Undo2 />}
          disabled={session.undoable() === undefined}
          onClick={() => props.go('undo')}
        >
          {t().undo}
        </Button>
        <Show
          when={receives()}
          fallback={
            <Button
              size="touch"
              icon={<SkipForward />}
              disabled={!isOpen()}
              onClick={() => session.skip(current()?.line ?? '')}
            >
              {t().skip}
            </Button>
          }
        >
          {/* Goods come in the order of the lorry: what is scanned decides the line, and nothing has to be put off. */}
          <Button
            size="touch"
            icon={<HeartCrack />}
            disabled={current() === undefined}
            onClick={() => props.go('damage')}
          >
            {receiving().damaged}
          </Button>
        </Show>
      </div>
    </div>
  )
}
