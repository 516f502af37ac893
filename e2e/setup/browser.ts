import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { chromium } from '@playwright/test'

/** Switches every Chromium of ours is started with: it runs as root in containers, and it may reach nothing outside. */
export const browserArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const names = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
]
const macApplication = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'

function executable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function onPath(name: string): string | undefined {
  return (process.env.PATH ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, name))
    .find(executable)
}

/**
 * Finds a Chromium without installing anything: $CHROMIUM, one of the system's, Playwright's own download.
 * @returns absolute path of the executable, or undefined when there is none
 * @throws Error when $CHROMIUM names something that cannot be started: a wrong setting must not be passed over
 */
export function findBrowser(): string | undefined {
  const chosen = process.env.CHROMIUM
  if (chosen) {
    const file = chosen.includes(path.sep) ? chosen : (onPath(chosen) ?? chosen)
    if (!executable(file))
      throw new Error(`CHROMIUM is set to ${chosen}, which is not a program that can be started.`)
    return path.resolve(file)
  }
  for (const name of names) {
    const file = onPath(name)
    if (file) return file
  }
  return [macApplication, chromium.executablePath()].find(executable)
}

/**
 * The Chromium for tests and screenshots.
 * @returns absolute path of the executable
 * @throws Error with what to do, when there is none
 */
export function browserPath(): string {
  const file = findBrowser()
  if (file) return file
  throw new Error(
    'No Chromium found. Run `node e2e/setup/install.mjs --browser`, or set CHROMIUM to the path of one.',
  )
}

/** Starting it is the only proof: a downloaded Chromium often lacks libraries of the system. */
function starts(file: string): boolean {
  return spawnSync(file, ['--no-sandbox', '--version'], { timeout: 30_000 }).status === 0
}

function download(): boolean {
  console.log('No Chromium on this computer: asking Playwright for its own …')
  const cli = createRequire(import.meta.url).resolve('@playwright/test/cli')
  const done = spawnSync(process.execPath, [cli, 'install', '--no-shell', 'chromium'], { stdio: 'inherit' })
  return done.status === 0 && executable(chromium.executablePath()) && starts(chromium.executablePath())
}

function packageManager(): boolean {
  if (process.getuid?.() !== 0 || !onPath('apt-get')) return false
  console.log('Installing a Chromium with apt-get …')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (...words: string[]) =>
    spawnSync('apt-get', [...words, '-qq'], { stdio: 'inherit', env }).status === 0
  if (!apt('update')) return false
  return ['chromium-headless-shell', 'chromium'].some((name) =>
    apt('install', '-y', '--no-install-recommends', name),
  )
}

/** Finds a Chromium or installs one; returns whether there is one now that starts. */
function provideBrowser(): boolean {
  const found = findBrowser()
  if (found && starts(found)) return true
  if (process.env.CHROMIUM)
    throw new Error(`CHROMIUM is set to ${process.env.CHROMIUM}, which does not start.`)
  if (download()) return true
  const installed = packageManager() ? findBrowser() : undefined
  return installed !== undefined && starts(installed)
}

if (import.meta.main && process.argv.includes('--install')) {
  try {
    if (!provideBrowser()) {
      console.error(
        '\nThe tests need a Chromium, and none could be installed here. Any of these helps:\n' +
          '  Debian, Ubuntu   sudo apt-get install chromium-headless-shell   (or: chromium)\n' +
          '  elsewhere        npx playwright install --with-deps chromium\n' +
          '  one you have     export CHROMIUM=/path/to/chrome\n',
      )
      process.exitCode = 1
    }
  } catch (problem) {
    console.error(problem instanceof Error ? problem.message : problem)
    process.exitCode = 1
  }
}
