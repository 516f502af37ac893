import type { Picked } from 'shared-schema/domain/picking/event.ts'
import { happenedAt } from 'shared-schema/domain/picking/event.ts'
import { workerPickingTexts } from 'shared-schema/messages/worker/picking.ts'
import type { JSX } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { quantity, time } from '../../ui/format.ts'
import { textsOf } from '../../ui/language.ts'
import { Panel } from '../panel.tsx'
import { useSession } from './session-context.ts'
import './undo-panel.css'

const t = textsOf(workerPickingTexts)

/** The second press of an undo, with what it would take back. The pick stays in the record; a second event undoes it. */
export function UndoPanel(props: { pick: Picked; onClose: () => void }): JSX.Element {
  const session = useSession()
  const line = () => session.plan().lines.find(({ line }) => line === props.pick.line)
  const unit = () => line()?.unit ?? ''
  const after = () => (session.state().lines.get(props.pick.line)?.picked ?? 0) - props.pick.qty
  const undo = async () => {
    await session.undo(props.pick)
    props.onClose()
  }
  return (
    <Panel
      title={t().undoTitle}
      onClose={props.onClose}
      foot={
        <Button size="touch" kind="stop" onClick={() => void undo()}>
          {t().undoIt(quantity(props.pick.qty), unit())}
        </Button>
      }
    >
      <div class="w-undo figures">
        <p class="w-undo-qty">
          +{quantity(props.pick.qty)} {unit()}
        </p>
        <p class="w-undo-name">{line()?.name}</p>
        <p class="quiet">
          {time(happenedAt(props.pick), true)}
          <span class="code"> {props.pick.code}</span>
        </p>
        <p class="w-undo-after">
          {t().undoBecomes(quantity(after()), `${quantity(line()?.requested ?? 0)} ${unit()}`)}
        </p>
      </div>
    </Panel>
  )
}
