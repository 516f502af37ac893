import { workerPickingTexts } from 'shared-schema/messages/worker/picking.ts'
import { createSignal, type JSX, onMount } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { textsOf } from '../../ui/language.ts'
import { Panel } from '../panel.tsx'
import { useWorker } from '../worker-context.ts'

const t = textsOf(workerPickingTexts)

/** A code typed by hand, for labels no scanner can read; it is judged exactly like a scan. */
export function TypePanel(props: { onClose: () => void }): JSX.Element {
  const { hub } = useWorker()
  const [code, setCode] = createSignal('')
  let field: HTMLInputElement | undefined
  const submit = () => {
    const typed = code().trim()
    if (typed === '') return
    setCode('')
    props.onClose()
    hub.put({ code: typed, symbology: 'unknown', way: 'typed', at: Date.now() })
  }
  onMount(() => field?.focus({ preventScroll: true }))
  return (
    <Panel
      title={t().typeTitle}
      onClose={props.onClose}
      foot={
        <Button size="touch" kind="primary" disabled={code().trim() === ''} onClick={submit}>
          {t().typeUse}
        </Button>
      }
    >
      <Field
        ref={field}
        size="touch"
        class="code"
        label={t().typeLabel}
        autocomplete="off"
        autocapitalize="characters"
        enterkeyhint="done"
        spellcheck={false}
        value={code()}
        onInput={(event) => setCode(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && submit()}
      />
    </Panel>
  )
}
