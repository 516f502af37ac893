import { expect, test } from 'vitest'
import { type Feedback, signals } from './tones.ts'

const end = (kind: Feedback) => Math.max(...signals[kind].tones.map(({ from, lasts }) => from + lasts))
const pitch = (kind: Feedback) => Math.max(...signals[kind].tones.map((tone) => tone.pitch))
const loudness = (kind: Feedback) => Math.max(...signals[kind].tones.map((tone) => tone.loudness))
/** Every second number of a vibration pattern is a pause. */
const buzzes = (kind: Feedback) => signals[kind].buzzes.filter((_, i) => i % 2 === 0).length

test('Ana, looking at the rack, hears which it was: success short and high, stop long, low and loud', () => {
  expect(end('success')).toBeLessThan(150)
  expect(end('stop')).toBeGreaterThan(600)
  expect(pitch('success')).toBeGreaterThan(4 * pitch('stop'))
  expect(loudness('stop')).toBe(1)
  expect(loudness('attention')).toBeLessThan(1)
})

test('Luka, with ear muffs, feels it: one buzz, two, three', () => {
  expect([buzzes('success'), buzzes('attention'), buzzes('stop')]).toEqual([1, 2, 3])
})
