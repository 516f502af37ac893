import { type BrowserContext, expect, type Locator, type Page } from '@playwright/test'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import type { Language } from 'shared-schema/messages/languages.ts'
import { DEMO_PASSWORD } from '../../../sync-server/src/demo/people.ts'

export const deskTexts = adminTexts.sr

/** What a supervisor decides about an exception; `correct` names the count it is set to. */
type Decision = { readonly correctTo: number } | 'accept'

/** A supervisor at the desk. */
export type Desk = {
  readonly page: Page
  readonly signIn: (username?: string) => Promise<void>
  /** Goes to a page by the rail. */
  readonly goTo: (page: 'today' | 'requisitions' | 'tasks' | 'exceptions' | 'devices') => Promise<void>
  /** Chooses files on the page of imports. */
  readonly importFiles: (files: Parameters<Locator['setInputFiles']>[0]) => Promise<void>
  /** What the import page says about a file. */
  readonly importOf: (filename: string) => Locator
  readonly openRequisition: (number: string) => Promise<void>
  /** Gives everything not assigned yet to a team. */
  readonly assignAllTo: (team: string) => Promise<void>
  /** Opens the exception of an article: its card names these people side by side. */
  readonly expectSides: (ident: string, ...names: readonly string[]) => Promise<void>
  /** Decides the exception of an article that is open on the page of exceptions. */
  readonly decide: (ident: string, decision: Decision, note: string) => Promise<void>
}

export async function sitAtDesk(
  context: BrowserContext,
  url: string,
  language: Language = 'sr',
): Promise<Desk> {
  const page = context.pages()[0] ?? (await context.newPage())
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const t = adminTexts[language]
  const rail = page.getByRole('navigation', { name: t.shell.navigation })
  const goTo: Desk['goTo'] = async (to) => {
    await rail.getByRole('link', { name: t.shell[to] }).click()
    await expect(page.getByRole('heading', { level: 1, name: t[to].title })).toBeVisible()
  }
  const open = async (ident: string) => {
    await page.getByRole('listitem').getByRole('link', { name: ident }).click()
    return page.getByRole('article').filter({ hasText: ident })
  }
  return {
    page,
    goTo,
    signIn: async (username = 'sef') => {
      await page.goto(`${url}/admin`)
      await page.getByLabel(t.signIn.username).fill(username)
      await page.getByLabel(t.signIn.password, { exact: true }).fill(DEMO_PASSWORD)
      await button(t.signIn.submit).click()
      await expect(rail).toBeVisible()
    },
    importFiles: async (files) => {
      await goTo('requisitions')
      await page.getByRole('link', { name: t.requisitions.import }).first().click()
      await page.getByLabel(t.import.choose).setInputFiles(files)
    },
    importOf: (filename) => page.getByRole('region', { name: filename }),
    openRequisition: async (number) => {
      await goTo('requisitions')
      await page.getByRole('link', { name: number }).click()
      await expect(page.getByRole('heading', { level: 2, name: number })).toBeVisible()
    },
    assignAllTo: async (team) => {
      await page.getByRole('button', { name: team }).click()
      await button(t.assign.giveTo(team)).click()
      await expect(page.getByText(t.assign.done(team))).toBeVisible()
    },
    expectSides: async (ident, ...names) => {
      const sides = (await open(ident)).getByRole('region', { name: t.exceptions.sides })
      for (const name of names) await expect(sides.getByRole('heading', { name })).toBeVisible()
    },
    decide: async (ident, decision, note) => {
      const card = await open(ident)
      const choice =
        decision === 'accept'
          ? t.exceptions.acceptAsIs
          : t.exceptions.correctTo(`${decision.correctTo}\u00a0KOM`)
      await card.getByRole('radio', { name: choice }).check()
      await card.getByLabel(t.exceptions.note).fill(note)
      await card.getByRole('button', { name: t.exceptions.decide }).click()
      await expect(page.getByText(t.exceptions.decided)).toBeVisible()
    },
  }
}
