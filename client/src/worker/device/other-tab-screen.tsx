import AppWindow from 'lucide-solid/icons/app-window'
import { workerStripTexts } from 'shared-schema/messages/worker/strip.ts'
import { createSignal, type JSX, onCleanup } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { textsOf } from '../../ui/language.ts'
import { useWorker } from '../worker-context.ts'

const t = textsOf(workerStripTexts)

/** This window does not record. Nothing else is shown in it, so that nobody scans into the wrong one. */
export function OtherTabScreen(): JSX.Element {
  const { replica, hub, sound } = useWorker()
  const [asked, setAsked] = createSignal(false)
  onCleanup(hub.take(() => sound.play('stop')))
  return (
    <main class="w-scroll">
      <EmptyState
        icon={<AppWindow />}
        title={t().otherTab}
        action={
          <Button
            size="touch"
            kind="primary"
            wide
            disabled={asked()}
            onClick={() => {
              setAsked(true)
              replica.takeOver()
            }}
          >
            {asked() ? t().takingOver : t().useHere}
          </Button>
        }
      >
        {t().otherTabText}
      </EmptyState>
    </main>
  )
}
