import { type BrowserContext, expect, type Page } from '@playwright/test'

declare global {
  interface Window {
    /** Numbers of buzzes of every signal, oldest first. */
    felt?: number[]
  }
}

/** Lets a story feel what a hand would: browsers on desks have the vibration call and do nothing. */
export async function feelBuzzes(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    window.felt = []
    Navigator.prototype.vibrate = (pattern) => {
      const parts = typeof pattern === 'number' ? [pattern] : [...pattern]
      // Buzz, pause, buzz, …
      window.felt?.push(Math.ceil(parts.length / 2))
      return true
    }
  })
}

/** The last signal had so many buzzes: 1 counted, 2 a question, 3 stop. Forgets it. */
export async function expectFelt(page: Page, buzzes: 1 | 2 | 3): Promise<void> {
  await expect.poll(() => page.evaluate(() => window.felt?.at(-1))).toBe(buzzes)
  await page.evaluate(() => window.felt?.splice(0))
}
