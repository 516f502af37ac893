import { createHash } from 'node:crypto'
import type { Page } from '@playwright/test'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import { workerDamageTexts } from 'shared-schema/messages/worker/damage.ts'
import { workerReceivingTexts } from 'shared-schema/messages/worker/receiving.ts'
import { receivingTaskTexts } from 'shared-schema/messages/worker/receiving-task.ts'
import { type Office, openOffice } from '../stack/office.ts'
import { startServer } from '../stack/start-server.ts'
import { sitAtDesk } from './people/desk.ts'
import { kotor } from './people/documents.ts'
import { readLog } from './people/log.ts'
import { holdPhone } from './people/phone.ts'
import { expect, newDesk, newDevice, test } from './people/warehouse.ts'

const t = workerReceivingTexts.sr
const broken = workerDamageTexts.sr
const { picking, finish } = receivingTaskTexts.sr
const desk = adminTexts.sr.tasks
const token = 'only-this-story-knows-what-the-bridge-says'
const sender = 'Dunav Tekstil d.o.o.'
const pillow = { ...kotor.pillow, units: 6 }
const table = { ...kotor.table, units: 4 }
const chair = { ...kotor.chair, units: 3 }

test('goods come in: Ana counts them without a network, with a shortage, a surplus and two broken ones on a photo', async ({
  browser,
}) => {
  await using server = await startServer({ BRIDGE_TOKEN: token })
  const office = await openOffice(server.url)
  const ana = await holdPhone(await newDevice(browser), server.url)

  await test.step('the ERP announces a receipt, and Milena gives it to Ana', async () => {
    const requisition = await announce(server.url)
    await office.post(`/api/trebovanja/${requisition}/assign`, { parts: [{ workers: ['p-ana'] }] })
  })
  await test.step('Ana sees that it is a receipt, and opens it', async () => {
    await ana.enrol('ana', '1111')
    await ana.signIn('Ana Kovačević', '1111')
    await expect(ana.taskOf(sender)).toContainText(t.kind)
    await ana.openTask(sender)
    await ana.expectReadyForOffline()
  })
  await test.step('in the yard there is no network: all pillows, a table too many, only one chair', async () => {
    await ana.airplaneMode(true)
    await ana.expectNetwork('offline')
    await ana.goTo(pillow)
    await ana.addQuantity(pillow, 0, 6)
    await ana.goTo(table)
    await ana.scanUp(table, 0, 4)
    await ana.scan(table.code)
    await ana.question.getByRole('button', { name: /5 KOM/ }).click()
    await ana.expectLast(table, 5)
    await ana.goTo(chair)
    await ana.scanUp(chair, 0, 1)
    await ana.button(picking.missing).click()
    await ana.button(picking.reasons.out_of_stock).click()
  })
  await test.step('two pillows are wet: she says so, with a photo', async () => {
    await ana.goTo(pillow)
    await ana.button(t.damaged).click()
    await ana.button(broken.more).click()
    await takePhoto(ana.page)
    await ana.page.getByRole('textbox', { name: broken.whatIsWrong }).fill('Mokro')
    await ana.button(broken.recordIt('2', 'KOM')).click()
    await expect(ana.page.getByText(t.damagedOf('2', 'KOM'))).toBeVisible()
  })
  await test.step('a reload without a network loses nothing, the picture neither', async () => {
    await ana.page.reload()
    await ana.expectAtWork('Ana Kovačević')
    await ana.goTo(pillow)
    await ana.expectCount(pillow, 6)
    await expect(ana.page.getByText(t.damagedOf('2', 'KOM'))).toBeVisible()
    await ana.button(t.damaged).click()
    await expect(ana.page.getByRole('img', { name: broken.photo })).toBeVisible()
    await ana.button('Zatvori').click()
    await ana.button(new RegExp(picking.allLines(3).replace(/[()]/g, '\\$&'))).click()
    await ana.button(picking.finish).click()
    await ana.button(finish.finish).click()
    await expect(ana.page.getByRole('heading', { name: finish.doneTitle })).toBeVisible()
  })
  await test.step('back in the network the server has the counts, the damage and the very picture', async () => {
    const onPhone = await hashesOnPhone(ana.page)
    await ana.airplaneMode(false)
    await ana.expectAllSent()
    const { task, line, events } = await readLog(office)
    expect(task.status).toBe('done')
    const counted = [pillow, table, chair].map(({ ident }) => line(ident))
    expect(counted).toMatchObject([
      { picked: 6000, damaged: 2000, status: 'picked' },
      { picked: 5000, over: 1000, damaged: 0, status: 'over' },
      { picked: 1000, missing: 2000, status: 'short', reason: 'out_of_stock' },
    ])
    const photo = String(events.find(({ type }) => type === 'damaged')?.body.photo)
    expect(onPhone).toEqual([photo])
    const there = () => pictureOf(server.url, office, photo)
    await expect.poll(async () => (await there())?.length ?? 0, { timeout: 30_000 }).toBeGreaterThan(1000)
    const bytes = await there()
    expect(
      createHash('sha256')
        .update(bytes ?? '')
        .digest('hex'),
    ).toBe(photo)
    expect(bytes?.length).toBeLessThanOrEqual(400_000)
    await expect(ana.page.getByTestId('photos')).toBeHidden()
  })
  await test.step('Milena sees it at the desk, and looks at it closely', async () => {
    const milena = await sitAtDesk(await newDesk(browser), server.url)
    await milena.signIn()
    const { task } = await readLog(office)
    await milena.page.goto(`${server.url}/admin/tasks/${task.id}`)
    await expect(milena.page.getByText('„Mokro”').first()).toBeVisible()
    await milena.page.getByRole('button', { name: desk.enlarge(pillow.name) }).click()
    const large = milena.page.getByRole('img', { name: desk.photoOf(pillow.name) })
    await expect(large).toBeVisible()
    expect(await large.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(500)
    await milena.page.context().close()
  })
  await ana.context.close()
})

/** The bridge hands over a receipt. @returns the requisition made of it */
async function announce(url: string): Promise<string> {
  const head = { number: '2620B0000031', direction: 'in', type: '20B0', date: '2026-11-20' }
  const rest = { site: 'VELEPRODAJNI MAGACIN', partner: sender, person: null, status: 'N' }
  const lines = [pillow, table, chair].map(({ ident, name, units }, index) => ({
    ...{ pos: index + 1, ident, name, unit: 'KOM', qty: units * 1000 },
  }))
  const document = { ...head, ...rest, cancelled: false, note: null, lines }
  const hash = createHash('sha256').update(JSON.stringify(document)).digest('hex')
  const answer = await fetch(`${url}/api/bridge/documents`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ documents: [{ ...document, hash }] }),
  })
  expect(answer.status).toBe(200)
  const { documents } = (await answer.json()) as { documents: { requisition: string }[] }
  return documents[0]?.requisition ?? ''
}

/** A picture as a camera makes it: larger than anybody wants to send. */
async function takePhoto(page: Page): Promise<void> {
  const base64 = await page.evaluate(() => {
    const canvas = document.createElement('canvas')
    canvas.width = 2400
    canvas.height = 1800
    const pen = canvas.getContext('2d')
    for (let n = 0; pen && n < 30_000; n += 1) {
      pen.fillStyle = `hsl(${(n * 37) % 360} 60% ${20 + ((n * 13) % 60)}%)`
      pen.fillRect((n * 97) % 2400, (n * 61) % 1800, 30, 20)
    }
    return canvas.toDataURL('image/png').split(',')[1] ?? ''
  })
  const buffer = Buffer.from(base64, 'base64')
  await page.locator('input[type=file]').setInputFiles({ name: 'paleta.png', mimeType: 'image/png', buffer })
  await expect(page.getByRole('img', { name: broken.photo })).toBeVisible()
}

/** What the pictures on the phone are called by their content. */
function hashesOnPhone(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const opened = indexedDB.open('magacin-photos')
    await new Promise((resolve) => opened.addEventListener('success', resolve))
    const read = opened.result.transaction('bytes').objectStore('bytes').getAll()
    await new Promise((resolve) => read.addEventListener('success', resolve))
    opened.result.close()
    const hashes = (read.result as Uint8Array<ArrayBuffer>[]).map(async (bytes) => {
      const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
      return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('')
    })
    return Promise.all(hashes)
  })
}

async function pictureOf(url: string, office: Office, name: string): Promise<Buffer | undefined> {
  const answer = await fetch(`${url}/api/photos/${name}`, {
    headers: { authorization: `Bearer ${office.token}` },
  })
  return answer.ok ? Buffer.from(await answer.arrayBuffer()) : undefined
}
