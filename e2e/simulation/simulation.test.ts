import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { expect, test } from 'vitest'

/** A world takes the time and the chance of its whole thread, so it lives in a process of its own. */
function simulate(...options: string[]) {
  const program = path.join(import.meta.dirname, 'sim.ts')
  const ended = spawnSync(process.execPath, [program, ...options], { encoding: 'utf8' })
  const lines = ended.stdout.trim().split('\n')
  return { ...ended, result: JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown> }
}

test('S1 … S13 sixty small worlds with everything going wrong in them keep every promise', () => {
  const { result, stdout } = simulate('--seeds', '60')
  expect(result, stdout).toMatchObject({ seeds: 60, violations: 0 })
}, 120_000)

test('a planted mistake is found, and a seed lives the same life twice', () => {
  const once = simulate('--planted', '--only', 'acknowledged_before_stored', '--seeds', '5')
  expect(once.result, once.stdout).toMatchObject({ planted: 1, caught: 1 })
  const { faults } = simulate('--seed', '7').result
  expect(simulate('--seed', '7').result.faults).toEqual(faults)
}, 120_000)
