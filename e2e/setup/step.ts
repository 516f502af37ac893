import { spawn } from 'node:child_process'
import path from 'node:path'
import { repository } from './project-node.mjs'

/** What a step of `npm run check` or `npm test` came to. */
export interface Outcome {
  passed: number
  failed: number
  skipped?: number
  /** One line for the summary, e.g. the size of a bundle. */
  note?: string
}

export interface Step {
  name: string
  run: () => Promise<Outcome>
}

/**
 * Runs a Node program of the project in the repository's root, its output going where ours goes.
 * @param script path from the root of the repository
 * @returns the exit code; 1 when a signal ended it
 */
export function runScript(script: string, args: string[], env: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(repository, script), ...args], {
      cwd: repository,
      stdio: 'inherit',
      env: { ...process.env, ...env },
    })
    child.on('error', reject)
    child.on('exit', (code) => resolve(code ?? 1))
  })
}

/** A step that either passes or fails as a whole. */
export function checkStep(name: string, script: string, args: string[]): Step {
  return {
    name,
    run: async () =>
      (await runScript(script, args)) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 },
  }
}

const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(1)} s`

function line(name: string, outcome: Outcome, time: string): string {
  const counts = [
    `${outcome.passed} passed`,
    ...(outcome.failed ? [`${outcome.failed} failed`] : []),
    ...(outcome.skipped ? [`${outcome.skipped} skipped`] : []),
  ]
  return `${outcome.failed ? '✗' : '✓'} ${name.padEnd(14)} ${time.padStart(8)}   ${counts.join(', ')}${outcome.note ? ` · ${outcome.note}` : ''}`
}

/**
 * Runs steps one after the other, all of them even when one fails, and prints what each came to and how long it took.
 * @returns the sum over all steps
 */
export async function runSteps(steps: Step[]): Promise<{ passed: number; failed: number }> {
  const start = performance.now()
  const lines: string[] = []
  const sum = { passed: 0, failed: 0 }
  for (const step of steps) {
    console.log(`\n── ${step.name} ${'─'.repeat(Math.max(0, 60 - step.name.length))}`)
    const begun = performance.now()
    const outcome = await step.run().catch((problem: unknown): Outcome => {
      console.error(problem)
      return { passed: 0, failed: 1 }
    })
    sum.passed += outcome.passed
    sum.failed += outcome.failed
    lines.push(line(step.name, outcome, seconds(begun)))
    console.log(lines.at(-1))
  }
  console.log(`\n${lines.join('\n')}\n  ${'together'.padEnd(14)} ${seconds(start).padStart(8)}\n`)
  return sum
}
