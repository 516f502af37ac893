import type { Scan } from './scan.ts'
import { createScanSink } from './scan-sink.ts'
import { asTextField, isNumeric, rememberField, type TextField } from './text-field.ts'
import {
  defaultTriggerSettings,
  hearSilence,
  idleTrigger,
  pressKey,
  type TriggerKey,
  type TriggerSettings,
  type TriggerStep,
} from './trigger-buffer.ts'
import { keyOfCharacter, keyOfPress } from './trigger-key.ts'

/** Time as the listener sees it; all in ms of one clock, but for `wall`, which is ms since 1970. */
export type TriggerClock = {
  readonly at: (event: Event) => number
  readonly now: () => number
  readonly wall: () => number
  readonly after: (ms: number, run: () => void) => () => void
}

const browserClock: TriggerClock = {
  at: (event) => event.timeStamp,
  now: () => performance.now(),
  wall: () => Date.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}

export type TriggerOptions = {
  readonly onScan: (scan: Scan) => void
  /** Name of the invisible scanner field for screen readers. */
  readonly label: string
  readonly settings?: Partial<TriggerSettings>
  readonly clock?: TriggerClock
}

/** A timer this late means the page was busy and keys may still be waiting behind it. */
const LATE_MS = 30

/**
 * Hears trigger scanners that type like a keyboard, wherever the focus is. A scan never stays in a field and never
 * presses a button: its first keys are taken back out of the field once it is certain that a scanner typed them.
 *
 * @returns stops listening and removes what was added to the page
 */
export function listenToTrigger({ onScan, label, ...options }: TriggerOptions): () => void {
  const clock = options.clock ?? browserClock
  const settings = { ...defaultTriggerSettings, ...options.settings }
  const sink = createScanSink(label)
  const closing = new AbortController()
  const on = { capture: true, signal: closing.signal }

  let state = idleTrigger
  /** When the last key came in, whenever it was made. */
  let heardAt = 0
  let putBack: (() => void) | undefined
  let cancelTimer = () => {}
  /** A key already counted is about to arrive a second time as text. */
  let textFollowsKey = false

  const emit = (step: TriggerStep) => {
    state = step.state
    if (step.read) onScan({ ...step.read, way: 'trigger', at: clock.wall() })
  }
  const watchSilence = (ms: number, mayWait: boolean) => {
    cancelTimer()
    if (!state.sure) return
    const due = clock.now() + ms
    cancelTimer = clock.after(ms, () => {
      const now = clock.now()
      if (mayWait && now - due > LATE_MS) return watchSilence(0, false)
      const { again, ...step } = hearSilence(settings, state, now - heardAt)
      emit(step)
      if (again !== undefined) watchSilence(again, true)
    })
  }
  /** True when the key belongs to a scanner. */
  const feed = (key: TriggerKey, at: number, field: TextField | undefined): boolean => {
    const step = pressKey(settings, state, key, at)
    if (step.state.keys === 1) putBack = field && rememberField(field)
    emit(step)
    if (step.taken) {
      putBack?.()
      putBack = undefined
    }
    heardAt = clock.now()
    watchSilence(settings.silence, true)
    return step.taken
  }
  const feedText = (text: string, at: number, field: TextField | undefined): boolean => {
    const taken = [...text].map((character) => feed(keyOfCharacter(character), at, field))
    return taken.includes(true)
  }

  const onKeyDown = (event: KeyboardEvent) => {
    const key = keyOfPress(event)
    textFollowsKey = false
    if (key === undefined) return
    const inSink = event.target === sink.element
    const taken = feed(key, clock.at(event), inSink ? undefined : asTextField(event.target))
    if (taken) swallow(event)
    else if (inSink && typeof key === 'string') event.preventDefault()
    else textFollowsKey = true
  }
  /** Soft keyboards and scanners that speak through one name no keys: their text arrives here only. */
  const onBeforeInput = (event: InputEvent) => {
    const field = asTextField(event.target)
    if (textFollowsKey || event.isComposing || field === undefined || field === sink.element) {
      textFollowsKey = false
      return
    }
    if (event.inputType !== 'insertText' || !event.data) return
    if (event.data.length > 1 && !isNumeric(field)) return
    if (feedText(event.data, clock.at(event), field)) swallow(event)
  }
  const onSinkText = (event: Event) => {
    if (event instanceof InputEvent && event.isComposing) return
    const text = sink.element.value
    sink.element.value = ''
    feedText(text, clock.at(event), undefined)
  }

  document.addEventListener('keydown', onKeyDown, on)
  document.addEventListener('beforeinput', onBeforeInput, on)
  sink.element.addEventListener('input', onSinkText, on)
  sink.element.addEventListener('compositionend', onSinkText, on)

  return () => {
    cancelTimer()
    closing.abort()
    sink.dispose()
  }
}

function swallow(event: Event): void {
  event.preventDefault()
  event.stopImmediatePropagation()
}
