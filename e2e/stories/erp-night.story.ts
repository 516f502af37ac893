import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { pantheonTexts } from 'shared-schema/messages/admin/pantheon.ts'
import { freePort } from '../stack/free-port.ts'
import { npmStart } from '../stack/npm-start.ts'
import { expectAccessible } from './people/access.ts'
import { deskTexts, sitAtDesk } from './people/desk.ts'
import { kotor } from './people/documents.ts'
import { holdPhone } from './people/phone.ts'
import { expect, newDesk, newDevice, test } from './people/warehouse.ts'

const t = pantheonTexts.sr
const { pillow, table, chair } = kotor
const number = '26-20CT-999001'

test.setTimeout(240_000)

test('a document comes from the ERP, is picked without a network, and the night posts it and says where both sides differ', async ({
  browser,
}) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'magacin-night-'))
  const [port, simulatorPort] = [await freePort(), await freePort()]
  const url = `http://127.0.0.1:${port}`
  const erp = `http://127.0.0.1:${simulatorPort}`
  process.env.ERP_SIMULATOR_PORT = String(simulatorPort)
  try {
    await using terminal = await npmStart({ PORT: String(port), DATA_DIR: path.join(folder, 'data') })
    expect(terminal.output()).toContain(erp)
    const milena = await sitAtDesk(await newDesk(browser), url)
    const ana = await holdPhone(await newDevice(browser), url)

    await test.step('the bridge is at work, and has brought the documents of the ERP by itself', async () => {
      await milena.signIn()
      await toErp(milena.page)
      await expect(milena.page.getByText(t.connections.connected, { exact: true })).toBeVisible({
        timeout: 30_000,
      })
    })

    await test.step('somebody at the ERP writes a document for Kotor; Milena fetches it with one press', async () => {
      await write(erp, [
        [1, pillow.ident, 24_000],
        [2, table.ident, 12_000],
        [3, chair.ident, 7_000],
      ])
      await milena.page.getByRole('button', { name: t.parts.dispatches, exact: true }).click()
      await expect(milena.page.getByText(`${t.parts.dispatches}: ${t.done}`)).toBeVisible({ timeout: 30_000 })
      await milena.openRequisition(number)
      await milena.assignAllTo('Tim Rumija')
    })

    await test.step('Ana picks it without a network: all pillows, all cups, and only five chairs', async () => {
      await ana.enrol('ana', '1111')
      await ana.signIn('Ana Kovačević', '1111')
      await ana.openTask(kotor.shop)
      await ana.airplaneMode(true)
      await ana.expectNetwork('offline')
      await ana.goTo(pillow)
      await ana.addQuantity(pillow, 0, 24)
      await ana.goTo(table)
      await ana.addQuantity(table, 0, 12)
      await ana.goTo(chair)
      await ana.addQuantity(chair, 0, 5)
      await ana.closeRest('damaged')
      await ana.finishPart()
      expect(await bookings(erp)).toEqual([])
    })

    await test.step('back in the network everything is sent, and Milena runs the night', async () => {
      await ana.airplaneMode(false)
      await ana.expectAllSent()
      await toErp(milena.page)
      await milena.page.getByRole('button', { name: t.startNight }).click()
      await expect(milena.page.getByText(`${t.parts.nightly}: ${t.done}`)).toBeVisible({ timeout: 60_000 })
    })

    await test.step('the ERP has booked what was counted, once', async () => {
      const [booked, ...others] = await bookings(erp)
      expect(others).toEqual([])
      expect(booked?.acDoc1).toBe('MT-2620CT999001-1')
      expect(booked?.lines.map(({ pos, qty }) => [pos, qty])).toEqual([
        [1, 24_000],
        [2, 12_000],
        [3, 5_000],
      ])
      const page = await milena.page.context().newPage()
      await page.goto(erp)
      await expect(page.getByText('MT-2620CT999001-1').first()).toBeVisible()
      await page.close()
    })

    await test.step('the report is honest: two chairs short, with the reason Ana gave', async () => {
      await milena.page.getByRole('link', { name: t.tabs.differences }).first().click()
      await milena.page
        .getByRole('link', { name: new RegExp(`${number} / 3`) })
        .or(milena.page.getByText(`${number} / 3`))
        .first()
        .click()
      const panel = milena.page.getByRole('region', { name: t.classes.short_with_reason })
      await expect(panel.getByText('7 KOM')).toBeVisible()
      await expect(panel.getByText('5 KOM').first()).toBeVisible()
      await panel.getByRole('radio', { name: new RegExp(t.actions.accept) }).check()
      await panel.getByRole('textbox', { name: t.note }).fill('Otpisano, dvije oštećene')
      await panel.getByRole('button', { name: t.decide }).click()
      await expect(panel.getByText(t.states.settled, { exact: true })).toBeVisible()
    })

    await test.step('and the document shows its whole way, up to the key in the ERP', async () => {
      const [booked] = await bookings(erp)
      await milena.page.goto(`${url}/admin/erp/dispatches/${number}`)
      await expect(milena.page.getByText(booked?.acKey ?? 'no key')).toBeVisible()
    })

    await test.step('a second night finds nothing new and posts nothing again', async () => {
      await toErp(milena.page)
      await milena.page.getByRole('button', { name: t.startNight }).click()
      await expect(milena.page.getByText(`${t.parts.nightly}: ${t.done}`)).toBeVisible({ timeout: 60_000 })
      expect(await bookings(erp)).toHaveLength(1)
    })
    await test.step('every page about the ERP is accessible, with something on it', async () => {
      const pages = {
        ...{ '': t.title, '/differences': t.differencesTitle, '/postings': t.postingsTitle },
        ...{ '/questions': t.questionsTitle, '/dispatches': t.dispatchesTitle, '/receipts': t.receiptsTitle },
        '/nights': t.nightsTitle,
      }
      for (const [address, title] of Object.entries(pages)) {
        await milena.page.goto(`${url}/admin/erp${address}`)
        await expect(milena.page.getByRole('heading', { level: 1, name: title })).toBeVisible()
        await expectAccessible(milena.page)
      }
    })
    await ana.context.close()
    await milena.page.context().close()
  } finally {
    delete process.env.ERP_SIMULATOR_PORT
    await rm(folder, { recursive: true, force: true })
  }
})

async function toErp(page: Page): Promise<void> {
  await page.getByRole('link', { name: deskTexts.shell.erp, exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: t.title })).toBeVisible()
}

async function write(
  erp: string,
  lines: readonly (readonly [pos: number, ident: string, qty: number])[],
): Promise<void> {
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Belgrade' }).format(Date.now())
  const answer = await fetch(`${erp}/admin/documents`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      ...{ number, type: '20CT', direction: 'out', date: today },
      ...{ site: 'VELEPRODAJNI MAGACIN  ', partner: 'prodavnica - kotor centar ' },
      lines: lines.map(([pos, ident, qty]) => ({ pos, ident, qty, name: ident, unit: 'KOM' })),
    }),
  })
  expect(answer.status).toBe(201)
}

type Booking = {
  readonly acKey: string
  readonly acDoc1: string
  readonly lines: readonly { readonly pos: number; readonly qty: number }[]
}

async function bookings(erp: string): Promise<readonly Booking[]> {
  return (await (await fetch(`${erp}/admin/bookings`)).json()) as Booking[]
}
