import path from 'node:path'
import { defineConfig } from '@playwright/test'
import { browserArguments, browserPath } from './setup/browser.ts'

/** The stories: real browsers against a real server that each story starts for itself. */
export default defineConfig({
  testDir: path.join(import.meta.dirname, 'stories'),
  testMatch: '**/*.story.ts',
  globalSetup: path.join(import.meta.dirname, 'setup', 'build-for-stories.ts'),
  outputDir: path.join(import.meta.dirname, '..', 'test-results'),
  // Each story brings its own server and two phones, so two at a time fill two cores.
  workers: 2,
  fullyParallel: true,
  // A story that passes only at the second attempt has failed.
  retries: 0,
  forbidOnly: true,
  // Several times what the longest takes on two idle cores.
  timeout: 150_000,
  globalTimeout: 8 * 60_000,
  expect: { timeout: 10_000 },
  use: {
    browserName: 'chromium',
    headless: true,
    launchOptions: { executablePath: browserPath(), args: browserArguments },
    locale: 'sr-Latn-ME',
    timezoneId: 'Europe/Belgrade',
    // The server makes its own certificate when it serves HTTPS.
    ignoreHTTPSErrors: true,
    // A press on something that never appears fails where it happened, not at the end of the story.
    actionTimeout: 10_000,
    navigationTimeout: 15_000,
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
})
