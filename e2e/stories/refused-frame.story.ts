import { readFile } from 'node:fs/promises'
import { encodeWorkUpdate } from 'shared-schema/documents/work-document-encode.ts'
import { refusedTexts } from 'shared-schema/messages/admin/refused.ts'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import { openAttackLine } from '../hostile/attack-line.ts'
import { assignSample } from '../stack/assigned-task.ts'
import { enrolHandheld } from '../stack/handheld.ts'
import { expectAccessible } from './people/access.ts'
import { sitAtDesk } from './people/desk.ts'
import { expect, newDesk, test } from './people/warehouse.ts'

const { devices } = adminTexts.sr
const texts = refusedTexts.sr

test('a supervisor looks into a refused frame: what it says, why it was refused, and its bytes; then nobody has to look again', async ({
  browser,
  server,
  office,
}) => {
  const task = await assignSample(office)
  const luka = await enrolHandheld(server.url, 'luka', '2222')
  const event = {
    ...{
      v: 1,
      id: '01990000-0000-7000-8000-000000000001',
      type: 'picked',
      task: task.id,
      line: task.line('200431'),
    },
    ...{
      qty: 7_000_000,
      way: 'typed',
      by: 'p-ana',
      device: luka.device,
      seq: 1,
      at: 1_760_000_000_000,
      tick: 0,
    },
    mac: 'A'.repeat(43),
  }
  const frame = encodeWorkUpdate(4711, 0, [event])
  await using line = await openAttackLine(server.url, luka.token)
  expect(await line.strike(task.id, frame)).toMatchObject({ code: 'mac_invalid' })
  expect(await line.strike(task.id, Uint8Array.of(1, 1, 7, 0, 0, 5, 0))).toMatchObject({
    code: 'update_malformed',
  })

  const desk = await sitAtDesk(await newDesk(browser), server.url)
  const { page } = desk
  await desk.signIn()
  await desk.goTo('devices')
  await page.getByRole('link', { name: devices.refusedTab }).click()
  await expect(page.getByText(devices.waiting, { exact: true })).toHaveCount(2)

  await test.step('its records can be read, its bytes saved', async () => {
    await page.getByRole('row').filter({ hasText: devices.waiting }).nth(1).getByRole('link').first().click()
    await expect(page.getByText(texts.place(4711, 0))).toBeVisible()
    await expect(page.getByText('"qty": 7000000')).toBeVisible()
    await expect(page.getByText('mac_invalid', { exact: true })).toBeVisible()
    await expectAccessible(page)
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: texts.download }).click(),
    ])
    expect(Buffer.from(frame).equals(await readFile(await saved.path()))).toBe(true)
  })

  await test.step('it is noted as looked at', async () => {
    await page.getByRole('button', { name: devices.review }).click()
    await expect(page.getByText(devices.reviewedBy(office.person.name))).toBeVisible()
    await expect(page.getByText(devices.waiting, { exact: true })).toHaveCount(1)
  })
})
