import type { CDPSession, Page } from '@playwright/test'

/** Between two keys of one code, ms. Scanners do 2 to 10; no finger does. */
const KEY_GAP_MS = 4
/** A finger does not pull the trigger again sooner, ms. */
const PULL_GAP_MS = 120

/** A trigger scanner in the hand of a worker: it types codes into whatever has the focus. */
export type Trigger = {
  /** Types the code and Enter. Resolves when the page has handled the keys, not when it has made up its mind. */
  readonly pull: (code: string) => Promise<void>
}

/**
 * The keys carry the times at which a scanner would have made them, so that a busy machine does not turn the
 * scanner into a slow typist.
 */
export async function holdTrigger(page: Page): Promise<Trigger> {
  const browser = await page.context().newCDPSession(page)
  let lastAt = 0
  return {
    pull: async (code) => {
      const keys = [...[...code].map(keyOf), enter]
      const takes = keys.length * KEY_GAP_MS
      // A key of the future would be held back by the browser, so a hurried hand waits for its scanner.
      const from = Math.max(Date.now() - takes, lastAt + PULL_GAP_MS)
      await until(from + takes)
      lastAt = from + takes
      await Promise.all(keys.flatMap((key, i) => press(browser, key, from + i * KEY_GAP_MS)))
    },
  }
}

function until(at: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, at - Date.now())))
}

type Key = {
  readonly key: string
  readonly code: string
  readonly text: string
  readonly windowsVirtualKeyCode: number
}

const enter: Key = { key: 'Enter', code: 'Enter', text: '\r', windowsVirtualKeyCode: 13 }

function keyOf(character: string): Key {
  const upper = character.toUpperCase()
  const code = /\d/.test(character) ? `Digit${character}` : /[A-Z]/.test(upper) ? `Key${upper}` : ''
  return { key: character, code, text: character, windowsVirtualKeyCode: upper.charCodeAt(0) }
}

/** @param at when the key went down, ms since 1970 */
function press(browser: CDPSession, { text, ...key }: Key, at: number): Promise<unknown>[] {
  const timestamp = at / 1000
  return [
    browser.send('Input.dispatchKeyEvent', { type: 'keyDown', text, ...key, timestamp }),
    browser.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key, timestamp }),
  ]
}
