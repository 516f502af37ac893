// `npm test`: checks, build, tests, stories; the last line tells how many passed and failed.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { checks } from './check.ts'
import { repository } from './project-node.mjs'
import { type Outcome, runScript, runSteps, type Step } from './step.ts'

const reports = mkdtempSync(path.join(tmpdir(), 'magacin-track-'))

/** The part of Vitest's JSON report that is counted. */
interface VitestReport {
  success: boolean
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  testResults: Array<{ status: string; assertionResults: unknown[] }>
}

/** The part of Playwright's JSON report that is counted. */
interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number }
  errors: unknown[]
}

/** A program that failed without naming a failed test (it crashed, a file did not load) counts as one failure. */
const atLeastOne = (failed: number, code: number) => (failed === 0 && code !== 0 ? 1 : failed)

const vitest: Step = {
  name: 'tests',
  run: async (): Promise<Outcome> => {
    const file = path.join(reports, 'vitest.json')
    const args = [
      'run',
      '--passWithNoTests',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
    ]
    const code = await runScript('node_modules/vitest/vitest.mjs', args)
    if (!existsSync(file)) return { passed: 0, failed: 1 }
    const report = JSON.parse(readFileSync(file, 'utf8')) as VitestReport
    const broken = report.testResults.filter(
      (one) => one.status === 'failed' && one.assertionResults.length === 0,
    )
    return {
      passed: report.numPassedTests,
      failed: atLeastOne(report.numFailedTests + broken.length, code),
      skipped: report.numPendingTests,
    }
  },
}

const stories: Step = {
  name: 'stories',
  run: async (): Promise<Outcome> => {
    const folder = path.join(repository, 'e2e', 'stories')
    const any =
      existsSync(folder) &&
      readdirSync(folder, { recursive: true }).some((name) => /\.story\.ts$/.test(String(name)))
    if (!any) return { passed: 0, failed: 0, note: 'none yet' }
    const file = path.join(reports, 'playwright.json')
    const args = ['test', '--config=e2e/playwright.config.ts', '--reporter=list,json']
    const code = await runScript('node_modules/@playwright/test/cli.js', args, {
      PLAYWRIGHT_JSON_OUTPUT_FILE: file,
    })
    if (!existsSync(file)) return { passed: 0, failed: 1 }
    const { stats, errors } = JSON.parse(readFileSync(file, 'utf8')) as PlaywrightReport
    return {
      passed: stats.expected,
      failed: atLeastOne(stats.unexpected + stats.flaky + errors.length, code),
      skipped: stats.skipped,
    }
  },
}

try {
  const { passed, failed } = await runSteps([...checks, vitest, stories])
  process.exitCode = failed ? 1 : 0
  console.log(`${passed} passed, ${failed} failed`)
} finally {
  rmSync(reports, { recursive: true, force: true })
}
