import { expect, test } from 'vitest'
import { readArguments } from './arguments.ts'

test('a night is asked for with or without its day', () => {
  expect(readArguments(['nightly'])).toEqual({ ok: true, command: { name: 'nightly', dryRun: false } })
  expect(readArguments(['nightly', '--dry-run', '--date', '2026-03-29'])).toEqual({
    ok: true,
    command: { name: 'nightly', dryRun: true, date: '2026-03-29' },
  })
})

test('what cannot be meant is said in words', () => {
  for (const args of [
    [],
    ['nigthly'],
    ['nightly', '--date', '29.03.2026'],
    ['status', 'nightly'],
    ['--fast'],
  ])
    expect(readArguments(args)).toMatchObject({ ok: false, problem: expect.stringMatching(/\w/) })
  expect(readArguments(['nightly', '--date', '2026-02-30'])).toMatchObject({ ok: false })
})
