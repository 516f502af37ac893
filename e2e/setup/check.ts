// `npm run check`: everything that can be said about the code without running the product.
import { buildClient } from './build.mjs'
import { measureSize } from './size.ts'
import { checkStep, runSteps, type Step } from './step.ts'

const build: Step = {
  name: 'build',
  run: async () => (buildClient() ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }),
}

const architecture = checkStep('architecture', 'node_modules/vitest/vitest.mjs', [
  'run',
  '--project=e2e',
  '--reporter=dot',
  'e2e/architecture',
])

/** The checks of `npm test`, where the architecture test runs among the other tests. */
export const checks: Step[] = [
  checkStep('types', 'node_modules/typescript/bin/tsc', ['-b']),
  checkStep('lint', 'node_modules/@biomejs/biome/bin/biome', ['ci', '--error-on-warnings', '.']),
  checkStep('unused', 'node_modules/knip/bin/knip.js', []),
  checkStep('secrets', 'node_modules/secretlint/bin/secretlint.js', [
    '--maskSecrets',
    '--secretlintignore',
    '.gitignore',
    '**/*',
  ]),
  build,
  { name: 'size', run: measureSize },
]

if (import.meta.main) {
  const { failed } = await runSteps([...checks.slice(0, 4), architecture, ...checks.slice(4)])
  process.exitCode = failed ? 1 : 0
}
