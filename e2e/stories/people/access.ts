import AxeBuilder from '@axe-core/playwright'
import { expect, type Locator, type Page } from '@playwright/test'

/** The smallest phone, and the handheld of 4 inches in both positions. */
const handhelds = [
  { width: 360, height: 640 },
  { width: 480, height: 800 },
  { width: 800, height: 480 },
] as const

/** The screen has no violation that axe can find; what it found is told by rule and element. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`),
  ).toEqual([])
}

/** On every handheld, however small, these lie in view without scrolling. */
export async function expectInReach(page: Page, ...buttons: readonly Locator[]): Promise<void> {
  const before = page.viewportSize()
  for (const size of handhelds) {
    await page.setViewportSize(size)
    for (const button of buttons) {
      await expect(button, `on ${size.width}×${size.height}`).toBeInViewport({ ratio: 1 })
    }
  }
  if (before) await page.setViewportSize(before)
}
