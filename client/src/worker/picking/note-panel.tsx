import { workerPickingTexts } from 'shared-schema/messages/worker/picking.ts'
import { createSignal, type JSX, onMount } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { textsOf } from '../../ui/language.ts'
import { showToast } from '../../ui/toast.tsx'
import { Panel } from '../panel.tsx'
import { useSession } from './session-context.ts'

const t = textsOf(workerPickingTexts)

/** A note for the supervisor, on a line or on the whole task. */
export function NotePanel(props: { line: string | undefined; onClose: () => void }): JSX.Element {
  const session = useSession()
  const [text, setText] = createSignal('')
  let field: HTMLTextAreaElement | undefined
  const save = async () => {
    if (!(await session.addNote(text().trim(), props.line))) return
    showToast(t().noteSaved)
    props.onClose()
  }
  onMount(() => field?.focus({ preventScroll: true }))
  return (
    <Panel
      title={t().noteTitle}
      onClose={props.onClose}
      foot={
        <Button size="touch" kind="primary" disabled={text().trim() === ''} onClick={() => void save()}>
          {t().noteSave}
        </Button>
      }
    >
      <TextField
        ref={field}
        size="touch"
        label={t().noteLabel}
        rows={4}
        maxlength={1000}
        value={text()}
        onInput={(event) => setText(event.currentTarget.value)}
      />
    </Panel>
  )
}
