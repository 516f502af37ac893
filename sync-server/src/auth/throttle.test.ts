import { expect, test } from 'vitest'
import { makeLoginThrottle } from './throttle.ts'

test('guesses at Ana from a hundred addresses stop there, and her own handheld still lets her in', async () => {
  const throttle = makeLoginThrottle()
  for (let last = 1; last <= 100; last += 1)
    expect(await throttle.attempt('ana', { address: `10.0.0.${last}` })).toBeUndefined()
  expect(await throttle.attempt('ana', { address: '10.0.0.101' })).toBeGreaterThan(0)
  expect(await throttle.attempt('ana', { device: 'd-1' })).toBeUndefined()
})

test('a right PIN counts as no guess, however often a handheld changes hands', async () => {
  const throttle = makeLoginThrottle()
  const place = { device: 'd-1' }
  for (let shift = 0; shift < 40; shift += 1) {
    expect(await throttle.attempt('ana', place)).toBeUndefined()
    await throttle.succeeded('ana', place)
  }
  let guesses = 0
  while ((await throttle.attempt('ana', place)) === undefined) guesses += 1
  expect(guesses).toBe(5)
})
