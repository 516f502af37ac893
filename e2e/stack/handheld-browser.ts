import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type BrowserContext, chromium } from '@playwright/test'
import { browserArguments, browserPath } from '../setup/browser.ts'

const START_WITHIN_MS = 20_000

/** A browser with its profile on disk, as on a real handheld, that can be killed and opened again. */
export type HandheldBrowser = AsyncDisposable & {
  readonly open: () => Promise<BrowserContext>
  /** `kill -9` to the browser and all its helpers at once: the battery falls out. */
  readonly kill: () => Promise<void>
}

/** Makes the folder of the profile; disposing kills the browser and removes the folder. */
export async function ownHandheldBrowser(): Promise<HandheldBrowser> {
  const profile = await mkdtemp(path.join(tmpdir(), 'magacin-profile-'))
  let running: { readonly pid: number; readonly gone: Promise<void>; unheard?: Promise<void> } | undefined

  async function kill(): Promise<void> {
    const browser = running
    running = undefined
    if (browser === undefined) return
    // The whole process group: a helper left alive could still finish a write.
    process.kill(-browser.pid, 'SIGKILL')
    await browser.gone
    // Playwright would otherwise still find it alive at the beginning of the next story.
    await browser.unheard
  }
  return {
    open: async () => {
      if (running !== undefined) throw new Error('The browser is open already.')
      const started = await launch(profile)
      running = started
      const browser = await chromium.connectOverCDP(started.endpoint)
      const unheard = new Promise<void>((resolve) => browser.once('disconnected', () => resolve()))
      running = { ...started, unheard }
      const [context] = browser.contexts()
      if (context === undefined) throw new Error('The browser has no profile open.')
      return context
    },
    kill,
    [Symbol.asyncDispose]: async () => {
      await kill()
      await rm(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

async function launch(profile: string): Promise<{ pid: number; endpoint: string; gone: Promise<void> }> {
  const child = spawn(
    browserPath(),
    [
      ...browserArguments,
      '--headless',
      `--user-data-dir=${profile}`,
      '--remote-debugging-port=0',
      '--lang=sr',
      '--accept-lang=sr-Latn-ME,sr',
      '--window-size=360,640',
      'about:blank',
    ],
    { detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const { pid } = child
  if (pid === undefined) throw new Error(`${browserPath()} could not be started.`)
  // A test run that is broken off runs no disposal, and its browsers must not outlive it.
  const killAll = () => process.kill(-pid, 'SIGKILL')
  process.once('exit', killAll)
  child.once('exit', () => process.off('exit', killAll))
  const endpoint = await new Promise<string>((resolve, reject) => {
    let said = ''
    const late = setTimeout(
      () => reject(new Error(`The browser did not start. It said:\n${said}`)),
      START_WITHIN_MS,
    )
    child.stderr.on('data', (part: Buffer) => {
      said += part.toString('utf8')
      const found = /DevTools listening on (\S+)/.exec(said)?.[1]
      if (found === undefined) return
      clearTimeout(late)
      resolve(found)
    })
  })
  return { pid, endpoint, gone }
}
