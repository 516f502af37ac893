import { workerFeedbackTexts } from 'shared-schema/messages/worker/feedback.ts'
import { workerFinishTexts } from 'shared-schema/messages/worker/finish.ts'
import { workerPickingTexts } from 'shared-schema/messages/worker/picking.ts'
import type { receivingTaskTexts } from 'shared-schema/messages/worker/receiving-task.ts'
import { createSignal } from 'solid-js'
import { language, textsOf } from '../../ui/language.ts'
import { useSession } from './session-context.ts'

const picking = textsOf(workerPickingTexts)
const finish = textsOf(workerFinishTexts)
const feedback = textsOf(workerFeedbackTexts)
export type PickingWords = ReturnType<typeof picking>
export type FeedbackWords = ReturnType<typeof feedback>

const [receiving, setReceiving] = createSignal<typeof receivingTaskTexts>()
let asked = false

/** Fetched with the first receipt: most phones never see one. Until they are here, the words of picking serve. */
function receivingWords() {
  if (!asked) {
    asked = true
    import('shared-schema/messages/worker/receiving-task.ts')
      .then(({ receivingTaskTexts }) => setReceiving(receivingTaskTexts))
      .catch(() => {
        asked = false
      })
  }
  return receiving()?.[language()]
}

/** The words of the open task: goods that come are counted on the same screens, and called otherwise. */
export function useTaskWords() {
  const session = useSession()
  const receives = () => session.plan().kind === 'receive'
  const own = () => (receives() ? receivingWords() : undefined)
  return {
    receives,
    picking: () => own()?.picking ?? picking(),
    finish: () => own()?.finish ?? finish(),
    feedback: () => own()?.feedback ?? feedback(),
  }
}
