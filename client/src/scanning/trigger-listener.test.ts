// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Scan } from './scan.ts'
import { listenToTrigger, type TriggerClock } from './trigger-listener.ts'

const pillow = '8600100200434'

let time = 0
let timers: { due: number; run: () => void }[] = []
const clock: TriggerClock = {
  at: () => time,
  now: () => time,
  wall: () => 1_760_000_000_000 + time,
  after: (ms, run) => {
    const timer = { due: time + ms, run }
    timers.push(timer)
    return () => {
      timers = timers.filter((other) => other !== timer)
    }
  },
}

function pass(ms: number): void {
  time += ms
  const due = timers.filter((timer) => timer.due <= time)
  timers = timers.filter((timer) => timer.due > time)
  for (const timer of due) timer.run()
}

/** One key on whatever has the focus, doing what a browser does with it: insert text, or press the button. */
function press(key: string, init: KeyboardEventInit = {}): void {
  const target = document.activeElement ?? document.body
  const goesOn = target.dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init }),
  )
  if (!goesOn) return
  if (key === 'Enter' && target instanceof HTMLButtonElement) target.click()
  if (key.length === 1 && target instanceof HTMLInputElement) {
    target.value += key
    target.dispatchEvent(new InputEvent('input', { bubbles: true, data: key, inputType: 'insertText' }))
  }
}

function pull(code: string, end: 'Enter' | 'Tab' | 'none' = 'Enter'): void {
  for (const key of code) {
    press(key)
    pass(2)
  }
  if (end !== 'none') press(end)
}

function typeByHand(text: string): void {
  for (const key of text) {
    press(key)
    pass(140)
  }
}

function field<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string> = {},
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  document.body.append(element)
  return element
}

const nextFrame = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
const sink = () => document.querySelector<HTMLInputElement>('[data-scan-sink]')

let scans: Scan[] = []
let stop = () => {}
const heard = () => scans.map((scan) => scan.code)

beforeEach(() => {
  time = 1_000
  timers = []
  scans = []
  stop = listenToTrigger({ onScan: (scan) => scans.push(scan), label: 'Skener', clock })
})
afterEach(() => {
  stop()
  document.body.replaceChildren()
})

test('Ana pulls the trigger with nothing in focus but the sink', () => {
  expect(document.activeElement).toBe(sink())
  pull(pillow)
  expect(scans).toEqual([
    { code: pillow, symbology: 'unknown', way: 'trigger', at: 1_760_000_000_000 + time },
  ])
  expect(sink()?.value).toBe('')
})

test('without Enter the scan comes after 50 ms of silence', () => {
  pull(pillow, 'none')
  pass(40)
  expect(heard()).toEqual([])
  pass(10)
  expect(heard()).toEqual([pillow])
})

test('Luka stands in the quantity field with 12 in it: the scan counts and the 12 stays', () => {
  const quantity = field('input', { inputmode: 'numeric' })
  quantity.focus()
  typeByHand('12')
  const seen: string[] = []
  quantity.addEventListener('input', () => seen.push(quantity.value))
  pull(pillow)
  expect(heard()).toEqual([pillow])
  expect(quantity.value).toBe('12')
  expect(seen.at(-1)).toBe('12')
})

test('what Luka types by hand into the quantity field stays there and is no scan', () => {
  const quantity = field('input', { inputmode: 'numeric' })
  quantity.focus()
  typeByHand('144')
  press('Enter')
  pass(1_000)
  expect(quantity.value).toBe('144')
  expect(heard()).toEqual([])
})

test('a scan that ends in Enter does not press the button in focus, nor does a second Enter of the scanner', () => {
  const confirm = field('button')
  let pressed = 0
  confirm.addEventListener('click', () => {
    pressed += 1
  })
  confirm.focus()
  pull(pillow)
  press('Enter')
  expect(heard()).toEqual([pillow])
  expect(pressed).toBe(0)
  pass(400)
  press('Enter')
  expect(pressed).toBe(1)
})

test('two pulls are two scans', () => {
  pull(pillow)
  pull(pillow, 'Tab')
  expect(heard()).toEqual([pillow, pillow])
})

test('FNC1 sent as Ctrl+] becomes the separator of a GS1 code', () => {
  for (const key of ']C110AB12') press(key)
  press(']', { ctrlKey: true })
  for (const key of '217') press(key)
  press('Enter')
  expect(scans.map(({ code, symbology }) => [code, symbology])).toEqual([['10AB12\u001d217', 'gs1-128']])
})

test('a scanner that speaks through the input method fills the sink at once', () => {
  const element = sink()
  if (!element) throw new Error('no sink')
  element.value = pillow
  element.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText' }))
  pass(50)
  expect(heard()).toEqual([pillow])
  expect(element.value).toBe('')
})

test('the same scanner with a quantity field in focus: nothing is inserted', () => {
  const quantity = field('input', { inputmode: 'decimal' })
  quantity.focus()
  const insertion = new InputEvent('beforeinput', {
    bubbles: true,
    cancelable: true,
    inputType: 'insertText',
    data: pillow,
  })
  expect(quantity.dispatchEvent(insertion)).toBe(false)
  pass(50)
  expect(heard()).toEqual([pillow])
})

test('a word offered by a soft keyboard in a note is no scan', () => {
  const note = field('textarea')
  note.focus()
  const insertion = { bubbles: true, cancelable: true, inputType: 'insertText', data: 'oštećeno' }
  expect(note.dispatchEvent(new InputEvent('beforeinput', insertion))).toBe(true)
  pass(50)
  expect(heard()).toEqual([])
})

test('a busy page that hears its timer late does not cut a scan in two', () => {
  pull('86001', 'none')
  time += 200
  const late = timers.splice(0)
  for (const timer of late) timer.run()
  // The keys that waited behind the timer were made right after the first five.
  time -= 200
  pull('00200434')
  expect(heard()).toEqual([pillow])
})

test('a tap on a button gives the focus back to the sink, a text field keeps it', async () => {
  const skip = field('button')
  document.dispatchEvent(new Event('pointerdown'))
  skip.focus()
  skip.click()
  await nextFrame()
  expect(document.activeElement).toBe(sink())

  const note = field('textarea')
  note.focus()
  note.click()
  await nextFrame()
  expect(document.activeElement).toBe(note)
  note.blur()
  await nextFrame()
  expect(document.activeElement).toBe(sink())
})

test('a person who steers with Tab keeps the focus, and is still heard scanning', async () => {
  const skip = field('button')
  press('Tab')
  skip.focus()
  await nextFrame()
  expect(document.activeElement).toBe(skip)
  pass(500)
  pull(pillow)
  expect(heard()).toEqual([pillow])
})

test('after the clean-up nothing is heard and nothing is left on the page', () => {
  stop()
  expect(sink()).toBeNull()
  pull(pillow)
  pass(100)
  expect(heard()).toEqual([])
  expect(timers).toEqual([])
})

test('a computer that hands the keys over in pieces does not cut the scans of a scanner with Enter', () => {
  pull(pillow)
  pass(200)
  for (const part of ['8600', '100200', '434']) {
    pull(part, 'none')
    // The keys behind were made at once and come a third of a second later.
    pass(330)
    time -= 330
  }
  press('Enter')
  expect(heard()).toEqual([pillow, pillow])
})
