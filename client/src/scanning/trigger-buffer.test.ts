import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Reading } from './scan.ts'
import {
  defaultTriggerSettings,
  hearSilence,
  idleTrigger,
  passTime,
  pressKey,
  TERMINATOR,
  type TriggerKey,
  type TriggerSettings,
} from './trigger-buffer.ts'

type Press = { key: TriggerKey; at: number }
type Heard = { scans: Reading[]; taken: TriggerKey[] }

/** Plays the keys, then a long silence. */
function hear(presses: Press[], settings: Partial<TriggerSettings> = {}): Heard {
  const full = { ...defaultTriggerSettings, ...settings }
  const heard: Heard = { scans: [], taken: [] }
  let state = idleTrigger
  for (const { key, at } of presses) {
    const step = pressKey(full, state, key, at)
    state = step.state
    if (step.read) heard.scans.push(step.read)
    if (step.taken) heard.taken.push(key)
  }
  const last = passTime(full, state, (presses.at(-1)?.at ?? 0) + 1_000)
  if (last.read) heard.scans.push(last.read)
  return heard
}

function pull(code: string, from: number, gap = 3): Press[] {
  return [...code].map((key, i) => ({ key, at: from + i * gap }))
}

function pullWithEnter(code: string, from: number, gap = 3): Press[] {
  return [...pull(code, from, gap), { key: TERMINATOR, at: from + code.length * gap }]
}

const codes = (presses: Press[], settings?: Partial<TriggerSettings>) =>
  hear(presses, settings).scans.map((scan) => scan.code)

const pillow = '8600100200434'

test('Ana pulls the trigger once: Enter ends the scan', () => {
  expect(hear(pullWithEnter(pillow, 100)).scans).toEqual([{ code: pillow, symbology: 'unknown' }])
})

test('Ana’s scanner sends no Enter: 50 ms of silence end the scan', () => {
  const burst = pull(pillow, 100)
  let state = idleTrigger
  for (const { key, at } of burst) state = pressKey(defaultTriggerSettings, state, key, at).state
  const lastKey = burst.at(-1)?.at ?? 0
  expect(passTime(defaultTriggerSettings, state, lastKey + 49).read).toBeUndefined()
  expect(passTime(defaultTriggerSettings, state, lastKey + 50).read?.code).toBe(pillow)
})

test('keys that come late were still made in time: a code cut in two by a silence is joined again', () => {
  const burst = pullWithEnter(pillow, 100)
  let state = idleTrigger
  for (const { key, at } of burst.slice(0, 6)) state = pressKey(defaultTriggerSettings, state, key, at).state
  const cut = hearSilence(defaultTriggerSettings, state, 50)
  expect(cut.read?.code).toBe(pillow.slice(0, 6))
  const heard: string[] = []
  state = cut.state
  for (const { key, at } of burst.slice(6)) {
    const step = pressKey(defaultTriggerSettings, state, key, at)
    if (step.read) heard.push(step.read.code)
    state = step.state
  }
  expect(heard).toEqual([pillow])
})

test('a scanner that ends its codes itself is waited for, so that a busy computer cuts none', () => {
  let state = idleTrigger
  for (const { key, at } of pullWithEnter(pillow, 0))
    state = pressKey(defaultTriggerSettings, state, key, at).state
  for (const { key, at } of pull(pillow, 300)) state = pressKey(defaultTriggerSettings, state, key, at).state
  expect(hearSilence(defaultTriggerSettings, state, 50)).toMatchObject({ read: undefined, again: 450 })
  const ended = hearSilence(defaultTriggerSettings, state, 500)
  expect(ended.read?.code).toBe(pillow)
  // It does not end them any more: the next one is not waited for.
  expect(ended.state.terminates).toBe(false)
})

test('what a hand types never needs an end', () => {
  const { state } = pressKey(defaultTriggerSettings, idleTrigger, '1', 0)
  expect(hearSilence(defaultTriggerSettings, state, 10_000)).toMatchObject({
    read: undefined,
    again: undefined,
  })
})

test('Luka pulls twice on the same pillow: two scans, with Enter and without', () => {
  expect(codes([...pullWithEnter(pillow, 0), ...pullWithEnter(pillow, 60)])).toEqual([pillow, pillow])
  expect(codes([...pull(pillow, 0), ...pull(pillow, 200)])).toEqual([pillow, pillow])
})

test('Luka types 12 and Enter by hand: the keys stay his', () => {
  const typed: Press[] = [
    { key: '1', at: 0 },
    { key: '2', at: 130 },
    { key: TERMINATOR, at: 250 },
  ]
  expect(hear(typed)).toEqual({ scans: [], taken: [] })
})

test('a hand that rolls over three keys at once is still a hand', () => {
  expect(hear([...pull('120', 0, 20), { key: TERMINATOR, at: 400 }])).toEqual({ scans: [], taken: [] })
})

test('a three-letter location counts when the Enter follows as fast as the letters', () => {
  expect(codes(pullWithEnter('A12', 0))).toEqual(['A12'])
})

test('a slow wireless ring is recognised by its length', () => {
  expect(codes(pullWithEnter(pillow, 0, 45))).toEqual([pillow])
})

test('the identifier ]C0 makes even a one-character code a scan', () => {
  expect(hear(pullWithEnter(']C05', 0)).scans).toEqual([{ code: '5', symbology: 'code128' }])
})

test(']C1 is recognised and the separator between its fields is kept', () => {
  const sent = ']C10108600100200434\u001d10AB12'
  expect(hear(pullWithEnter(sent, 0)).scans).toEqual([
    { code: '0108600100200434\u001d10AB12', symbology: 'gs1-128' },
  ])
})

test('a configured prefix and suffix are removed, and the suffix ends the scan at once', () => {
  const settings = { prefix: '\u0002', suffix: '\u0003' }
  const twoPulls = [...pull(`\u0002${pillow}\u0003`, 0), ...pull(`\u0002${pillow}\u0003`, 46)]
  expect(codes(twoPulls, settings)).toEqual([pillow, pillow])
  expect(codes(pullWithEnter('\u00025\u0003', 0), settings)).toEqual(['5'])
})

test('a scanner nobody has configured is heard all the same', () => {
  expect(codes(pullWithEnter(pillow, 0), { prefix: '~', suffix: '#' })).toEqual([pillow])
})

test('the second terminator of a scanner that sends Enter and Tab does not press the button in focus', () => {
  const scan = pullWithEnter(pillow, 0)
  const end = scan.at(-1)?.at ?? 0
  expect(
    hear([...scan, { key: TERMINATOR, at: end + 4 }]).taken.filter((k) => k === TERMINATOR),
  ).toHaveLength(2)
  expect(
    hear([...scan, { key: TERMINATOR, at: end + 700 }]).taken.filter((k) => k === TERMINATOR),
  ).toHaveLength(1)
})

test('Enter late enough that silence ended the scan first is the scanner’s too', () => {
  const scan = pull(pillow, 0)
  const heard = hear([...scan, { key: TERMINATOR, at: (scan.at(-1)?.at ?? 0) + 120 }])
  expect(heard.scans).toHaveLength(1)
  expect(heard.taken.at(-1)).toBe(TERMINATOR)
})

test('a burst of nothing but a prefix is no scan', () => {
  expect(codes(pullWithEnter('~~~~', 0), { prefix: '~~~~' })).toEqual([])
})

const codeText = fc.string({
  minLength: 4,
  maxLength: 40,
  unit: fc.constantFrom(...'0123456789ABCXYZ-./ ()', '\u001d'),
})
const scannerGap = fc.integer({ min: 0, max: 35 })

/** Starts with nothing that would be read as a symbology identifier: `]` is not among the characters. */
const anyPull = fc.record({ code: codeText, gap: scannerGap, enter: fc.boolean() })

test('any pulls, at any scanner speed, with or without Enter, are exactly those scans', () => {
  fc.assert(
    fc.property(fc.array(anyPull, { minLength: 1, maxLength: 6 }), (pulls) => {
      let at = 0
      const presses: Press[] = []
      for (const { code, gap, enter } of pulls) {
        presses.push(...(enter ? pullWithEnter(code, at, gap) : pull(code, at, gap)))
        at = (presses.at(-1)?.at ?? 0) + (enter ? 1 : defaultTriggerSettings.silence)
      }
      expect(codes(presses)).toEqual(pulls.map((p) => p.code))
    }),
  )
})

test('no hand that leaves 50 ms between keys ever makes a scan or loses a key', () => {
  const handKey = fc.record({
    key: fc.constantFrom<TriggerKey[]>(...'0123456789abc,', TERMINATOR),
    gap: fc.integer({ min: 50, max: 900 }),
  })
  fc.assert(
    fc.property(fc.array(handKey, { maxLength: 40 }), (keys) => {
      let at = 0
      const presses = keys.map(({ key, gap }): Press => {
        at += gap
        return { key, at }
      })
      expect(hear(presses)).toEqual({ scans: [], taken: [] })
    }),
  )
})

test('a pull in the middle of typing is one scan, and what was typed before and after stays typed', () => {
  const hand = fc.array(fc.constantFrom(...'0123456789'), { maxLength: 5 })
  fc.assert(
    fc.property(hand, anyPull, hand, (before, { code, gap }, after) => {
      let at = 0
      const type = (key: string): Press => {
        at += 120
        return { key, at }
      }
      const first = before.map(type)
      const scan = pullWithEnter(code, at + 200, gap)
      at = (scan.at(-1)?.at ?? 0) + 200
      const second = after.map(type)
      const heard = hear([...first, ...scan, ...second])
      expect(heard.scans.map((s) => s.code)).toEqual([code])
      // Only the first keys of a pull can be let through before it is certain; never one of a hand is taken.
      expect(heard.taken.length).toBeLessThanOrEqual(scan.length)
    }),
  )
})
