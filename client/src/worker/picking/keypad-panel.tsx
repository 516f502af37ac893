import Delete from 'lucide-solid/icons/delete'
import type { PlannedLine } from 'shared-schema/domain/picking/task.ts'
import { createSignal, For, type JSX, onCleanup, onMount, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { quantity } from '../../ui/format.ts'
import { language } from '../../ui/language.ts'
import { StatusMark } from '../../ui/status-mark.tsx'
import { Panel } from '../panel.tsx'
import { keypadQuantity, pressKeypad } from './keypad-digits.ts'
import { CONFIRM_AFTER_MS } from './scan-decision.ts'
import { useSession } from './session-context.ts'
import { useTaskWords } from './words.ts'
import './keypad-panel.css'

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9']

/**
 * A quantity on keys of our own, added to what is there and never taken as the whole. The field takes the digits of a
 * handheld's own keys; a scan meanwhile counts as a scan and is taken out of it again.
 */
export function KeypadPanel(props: { line: PlannedLine; onClose: () => void }): JSX.Element {
  const { picking: t } = useTaskWords()
  const session = useSession()
  const decimal = () => (language() === 'sr' ? ',' : '.')
  const state = () => session.state().lines.get(props.line.line)
  // Never prefilled unless the site says so: a proposal is too easily taken for a count.
  const proposed = () => (session.site()?.proposeQuantity ? (state()?.missing ?? 0) : 0)
  const [text, setText] = createSignal(proposed() > 0 ? quantity(proposed()) : '')
  const [warned, setWarned] = createSignal<number>()
  /** The second half of a double tap is no confirmation. */
  const [settling, setSettling] = createSignal(false)
  let settled: ReturnType<typeof setTimeout> | undefined
  onCleanup(() => clearTimeout(settled))
  let field: HTMLInputElement | undefined

  const value = () => keypadQuantity(text(), decimal())
  const press = (key: string) => setText(pressKeypad(text(), key, decimal()))
  const after = () => (state()?.picked ?? 0) + (value() ?? 0)
  const over = () => Math.max(0, after() - props.line.requested)
  /** The first press of a quantity that is too much only asks; the second one means it. */
  const mustConfirm = () => over() > 0 && warned() === value()
  const submit = async () => {
    const qty = value()
    if (qty === undefined || settling()) return
    if (session.wouldExceed(props.line.line, qty) && warned() !== qty) {
      setWarned(qty)
      setSettling(true)
      settled = setTimeout(() => setSettling(false), CONFIRM_AFTER_MS)
      session.warn()
      return
    }
    if (await session.addQuantity(props.line, qty)) props.onClose()
  }
  onMount(() => field?.focus({ preventScroll: true }))

  return (
    <Panel
      title={t().keypadTitle}
      onClose={() => {
        session.forgetQuantity()
        props.onClose()
      }}
      foot={
        <Button
          size="touch"
          kind={mustConfirm() ? 'stop' : 'primary'}
          disabled={value() === undefined || settling()}
          onClick={() => void submit()}
        >
          {mustConfirm()
            ? t().keypadOver(quantity(after()), quantity(over()))
            : value() === undefined
              ? t().keypadAddNothing
              : t().keypadAdd(quantity(value() ?? 0), props.line.unit)}
        </Button>
      }
    >
      <div class="w-keypad">
        <div class="w-keypad-head">
          <p class="w-keypad-name">{props.line.name}</p>
          <input
            ref={field}
            class="w-keypad-value figures"
            aria-label={t().keypadValue}
            inputmode="none"
            autocomplete="off"
            placeholder="0"
            value={text()}
            onInput={(event) => {
              const typed = event.currentTarget.value
              const next = [...typed].reduce((sofar, key) => pressKeypad(sofar, key, decimal()), '')
              setText(next)
              event.currentTarget.value = next
            }}
            onKeyDown={(event) => event.key === 'Enter' && void submit()}
          />
          <p class="w-keypad-sum figures">
            {t().keypadBecomes(
              quantity(state()?.picked ?? 0),
              quantity(value() ?? 0),
              `${quantity(after())} / ${quantity(props.line.requested)} ${props.line.unit}`,
            )}
          </p>
          <Show when={mustConfirm()} fallback={<p class="quiet">{t().keypadHint}</p>}>
            <p class="w-keypad-over" role="alert">
              <StatusMark tone="attention">{t().keypadOverAsk(quantity(over()), props.line.unit)}</StatusMark>
            </p>
          </Show>
        </div>
        <div class="w-keypad-keys">
          <For each={DIGITS}>
            {(digit) => (
              <button type="button" onClick={() => press(digit)}>
                {digit}
              </button>
            )}
          </For>
          <button type="button" aria-label={t().comma} onClick={() => press(decimal())}>
            {decimal()}
          </button>
          <button type="button" onClick={() => press('0')}>
            0
          </button>
          <button type="button" aria-label={t().eraseDigit} onClick={() => press('back')}>
            <Delete />
          </button>
        </div>
      </div>
    </Panel>
  )
}
