import Minus from 'lucide-solid/icons/minus'
import Plus from 'lucide-solid/icons/plus'
import type { PlannedLine } from 'shared-schema/domain/picking/task.ts'
import type { Thousandths } from 'shared-schema/domain/quantity.ts'
import { workerDamageTexts } from 'shared-schema/messages/worker/damage.ts'
import { createSignal, type JSX, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { quantity } from '../../ui/format.ts'
import { language, textsOf } from '../../ui/language.ts'
import { showToast } from '../../ui/toast.tsx'
import { Panel } from '../panel.tsx'
import { DamageList } from './damage-list.tsx'
import { DamagePhoto } from './damage-photo.tsx'
import { keypadQuantity } from './keypad-digits.ts'
import { useSession } from './session-context.ts'
import './damage-panel.css'

const t = textsOf(workerDamageTexts)
const ONE: Thousandths = 1000

/** How much of what was counted is broken, with a picture and words if they help; what was told before can be withdrawn. */
export default function DamagePanel(props: { line: PlannedLine; onClose: () => void }): JSX.Element {
  const session = useSession()
  const state = () => session.state().lines.get(props.line.line)
  const unit = () => props.line.unit
  /** What was counted and not yet told as damaged. */
  const sound = () => Math.max(0, (state()?.picked ?? 0) - (state()?.damaged ?? 0))
  const [typed, setTyped] = createSignal(quantity(Math.min(ONE, sound())))
  const [text, setText] = createSignal('')
  const [picture, setPicture] = createSignal<Uint8Array<ArrayBuffer>>()
  const [busy, setBusy] = createSignal(false)
  const value = () => keypadQuantity(typed(), language() === 'sr' ? ',' : '.')
  const step = (by: Thousandths) =>
    setTyped(quantity(Math.min(sound(), Math.max(Math.min(ONE, sound()), (value() ?? 0) + by))))
  const fits = () => (value() ?? 0) > 0 && (value() ?? 0) <= sound()

  const submit = async () => {
    const qty = value()
    if (qty === undefined || !fits() || busy()) return
    setBusy(true)
    const [words, photo] = [text().trim(), picture()]
    const what = { qty, ...(words !== '' && { text: words }), ...(photo && { picture: photo }) }
    const done = await session.tellDamage(props.line, what)
    setBusy(false)
    if (!done) return
    showToast(t().recorded(quantity(qty), unit()))
    props.onClose()
  }

  return (
    <Panel
      title={t().title}
      onClose={props.onClose}
      foot={
        sound() > 0 && (
          <Button size="touch" kind="primary" disabled={!fits() || busy()} onClick={() => void submit()}>
            {t().recordIt(quantity(value() ?? 0), unit())}
          </Button>
        )
      }
    >
      <div class="w-damage-line">
        <p>{props.line.name}</p>
        <p class="quiet figures">{t().counted(quantity(state()?.picked ?? 0), unit())}</p>
      </div>
      <Show
        when={sound() > 0}
        fallback={<p class="w-damage-first">{state()?.picked ? t().allDamaged : t().countFirst}</p>}
      >
        <div class="w-damage-step">
          <button type="button" aria-label={t().fewer} onClick={() => step(-ONE)}>
            <Minus />
          </button>
          <label>
            <span class="spoken">{t().howMany}</span>
            <input
              class="figures"
              inputmode="decimal"
              autocomplete="off"
              value={typed()}
              aria-invalid={fits() ? undefined : 'true'}
              onFocus={(event) => event.currentTarget.select()}
              onInput={(event) => setTyped(event.currentTarget.value)}
            />
            <span class="quiet figures">
              / {quantity(sound())} {unit()}
            </span>
          </label>
          <button type="button" aria-label={t().more} onClick={() => step(ONE)}>
            <Plus />
          </button>
        </div>
        <DamagePhoto picture={picture()} onPicture={setPicture} />
        <TextField
          size="touch"
          label={t().whatIsWrong}
          rows={2}
          maxlength={1000}
          value={text()}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </Show>
      <DamageList damages={state()?.damages ?? []} unit={unit()} />
    </Panel>
  )
}
