import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { checkFiles } from './check/rules.ts'

/** A world takes the time and the chance of its whole thread, so it lives in a process of its own. */
function simulate(...options: string[]) {
  const program = path.join(import.meta.dirname, 'sim.ts')
  const ended = spawnSync(process.execPath, [program, ...options], { encoding: 'utf8' })
  const lines = ended.stdout.trim().split('\n')
  return { ...ended, result: JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown> }
}

test('S1 … S13 forty small worlds with everything going wrong in them keep every promise', () => {
  const { result, stdout } = simulate('--seeds', '40')
  expect(result, stdout).toMatchObject({ seeds: 40, violations: 0 })
}, 180_000)

test('every promise S1 … S13 has its check', () => {
  const files = readdirSync(path.join(import.meta.dirname, 'check'))
  expect(files).toEqual(expect.arrayContaining(Object.values(checkFiles)))
  for (let number = 1; number <= 13; number++) expect(checkFiles).toHaveProperty(`S${number}`)
})

test('a planted mistake is found and told in the fewest steps, and a seed lives the same life twice', () => {
  const once = simulate('--with', 'totals_not_written', '--seeds', '2')
  expect([once.status, once.result.violations]).not.toEqual([0, 0])
  const [, steps] = /The shortest history found, (\d+) steps/.exec(once.stdout) ?? []
  expect(Number(steps), once.stdout).toBeLessThanOrEqual(2)
  const { faults } = simulate('--seed', '7').result
  expect(simulate('--seed', '7').result.faults).toEqual(faults)
}, 180_000)
