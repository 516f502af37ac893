import { workerFeedbackTexts } from 'shared-schema/messages/worker/feedback.ts'
import { workerFinishTexts } from 'shared-schema/messages/worker/finish.ts'
import { workerPickingTexts } from 'shared-schema/messages/worker/picking.ts'
import { workerReceivingTexts } from 'shared-schema/messages/worker/receiving.ts'
import { textsOf } from '../../ui/language.ts'
import { useSession } from './session-context.ts'

const picking = textsOf(workerPickingTexts)
const finish = textsOf(workerFinishTexts)
const feedback = textsOf(workerFeedbackTexts)
const receiving = textsOf(workerReceivingTexts)

/** The words of the open task: goods that come are counted on the same screens, and called otherwise. */
export function useTaskWords() {
  const session = useSession()
  const receives = () => session.plan().kind === 'receive'
  return {
    receives,
    picking: () => (receives() ? receiving().picking : picking()),
    finish: () => (receives() ? receiving().finish : finish()),
    feedback: () => (receives() ? receiving().feedback : feedback()),
  }
}
export type PickingWords = ReturnType<typeof picking>
export type FeedbackWords = ReturnType<typeof feedback>
