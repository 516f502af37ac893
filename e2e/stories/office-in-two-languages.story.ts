import type { Page } from '@playwright/test'
import type { exceptionList } from 'shared-schema/api/exceptions.ts'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import type { Language } from 'shared-schema/messages/languages.ts'
import { tvTexts } from 'shared-schema/messages/tv.ts'
import type * as z from 'zod'
import { type AssignedTask, assignSample } from '../stack/assigned-task.ts'
import { enrolHandheld } from '../stack/handheld.ts'
import type { Office } from '../stack/office.ts'
import { expectAccessible } from './people/access.ts'
import { sitAtDesk } from './people/desk.ts'
import { kotor } from './people/documents.ts'
import { hangTv } from './people/tv.ts'
import { expect, locales, newDesk, newTv, test } from './people/warehouse.ts'

/** A day with something on every page: a line over, a line short, a device. */
async function work(url: string, office: Office): Promise<AssignedTask> {
  const task = await assignSample(office)
  const ana = await enrolHandheld(url, 'ana', '1111')
  await ana.post(`/api/worker/tasks/${task.line(kotor.parasol.ident)}/pick-by-code`, {
    operation_id: 'too many parasols',
    code: kotor.parasol.code,
    quantity: 6_000,
    confirm_over: true,
  })
  await ana.post(`/api/worker/tasks/${task.line(kotor.chair.ident)}/short-pick`, {
    operation_id: 'chairs are gone',
    quantity: 2_000,
    reason: 'damaged',
  })
  return task
}

for (const language of ['sr', 'en'] satisfies Language[]) {
  test(`every page of the desk and the TV speak ${language} and are accessible`, async ({
    browser,
    server,
    office,
  }) => {
    const t = adminTexts[language]
    const task = await work(server.url, office)
    const { items } = await office.get<z.infer<typeof exceptionList>>('/api/exceptions?status=open')
    const exception = encodeURIComponent(items[0]?.id ?? '')
    const settings = { locale: locales[language] }
    const milena = await sitAtDesk(await newDesk(browser, settings), server.url, language)
    const { page } = milena
    const pages: readonly [address: string, title: string][] = [
      ['', t.today.title],
      ['requisitions', t.requisitions.title],
      [`requisitions/${task.requisition}`, kotor.number],
      ['requisitions/import', t.import.title],
      ['tasks', t.tasks.title],
      [`tasks/${task.id}`, kotor.number],
      ['exceptions', t.exceptions.title],
      [`exceptions/${exception}`, t.exceptions.kinds.over_pick],
      ['catalogue', t.catalogue.title],
      ['devices', t.devices.title],
      ['devices/enrol', t.devices.enrolTitle],
      ['reports', t.reports.shortages],
      ['people', t.people.title],
      ['people/audit', t.people.audit],
    ]

    await test.step('sign-in', async () => {
      await page.goto(`${server.url}/admin`)
      await expect(page.getByRole('heading', { name: t.signIn.title })).toBeVisible()
      await expectAccessible(page)
      // The manager is the one who sees every page.
      await milena.signIn('menadzer')
    })
    for (const [address, title] of pages) {
      await test.step(`/admin/${address}`, async () => {
        await page.goto(`${server.url}/admin/${address}`)
        await expect(page.getByRole('heading', { name: title }).first()).toBeVisible()
        await expect(page.locator('html')).toHaveAttribute('lang', new RegExp(`^${language}`))
        await expect(page.getByText(t.shell.live, { exact: true })).toBeVisible()
        await expectAccessible(page)
      })
    }
    await test.step('the TV', async () => {
      const tv = await hangTv(await newTv(browser, settings), server.url, office, language)
      await tv.expectLive()
      await tv.expectProgress(kotor.number, 2, 12)
      for (const night of [false, true]) {
        await setNight(tv.page, night)
        await expectAccessible(tv.page)
      }
      const stranger = await (await newTv(browser, settings)).newPage()
      await stranger.goto(`${server.url}/tv`)
      await expect(stranger.getByRole('heading', { name: tvTexts[language].enrolTitle })).toBeVisible()
      await expectAccessible(stranger)
    })
  })
}

/** The wall looks different by day and by night; a story must not depend on the hour it is told at. */
function setNight(page: Page, night: boolean): Promise<void> {
  return page.evaluate((dark) => {
    document.documentElement.dataset.theme = dark ? 'dark' : 'light'
    document.querySelector('main')?.toggleAttribute('data-night', dark)
  }, night)
}
