import { type Browser, type BrowserContext, test as base } from '@playwright/test'
import { type Office, openOffice } from '../../stack/office.ts'
import { type RunningServer, startServer } from '../../stack/start-server.ts'

export { expect } from '@playwright/test'

type Warehouse = {
  /** The server of this story alone, with the demo's people and articles. */
  readonly server: RunningServer
  /** The supervisor's access over the API. */
  readonly office: Office
}

/** A story begins with a server of its own; its log is attached when the story fails. */
export const test = base.extend<Warehouse>({
  // Playwright learns what a fixture needs from this pattern, and this one needs nothing.
  // biome-ignore lint/correctness/noEmptyPattern: see above
  server: async ({}, use, story) => {
    await using server = await startServer()
    await use(server)
    if (story.status !== story.expectedStatus) await story.attach('server.log', { body: server.log() })
  },
  office: async ({ server }, use) => {
    await use(await openOffice(server.url))
  },
})

/** A small phone held upright, the narrowest screen the app is made for. */
const phoneScreen = { viewport: { width: 360, height: 640 }, isMobile: true, hasTouch: true } as const

type Settings = Parameters<Browser['newContext']>[0]

/** A browser profile of its own, as a device has one. */
export function newDevice(browser: Browser, settings: Settings = {}): Promise<BrowserContext> {
  return browser.newContext({ ...phoneScreen, ...settings })
}

/** The computer on a supervisor's desk. */
export function newDesk(browser: Browser, settings: Settings = {}): Promise<BrowserContext> {
  return browser.newContext({ viewport: { width: 1280, height: 800 }, ...settings })
}

/** The screen on the wall. */
export function newTv(browser: Browser, settings: Settings = {}): Promise<BrowserContext> {
  return browser.newContext({ viewport: { width: 1920, height: 1080 }, ...settings })
}

/** What a browser asks for whose owner reads Serbian, or English. */
export const locales = { sr: 'sr-Latn-ME', en: 'en-GB' } as const
