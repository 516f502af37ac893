import { workerSignInTexts } from 'shared-schema/messages/worker/sign-in.ts'
import { workerStripTexts } from 'shared-schema/messages/worker/strip.ts'
import { assignSample } from '../stack/assigned-task.ts'
import { kotor } from './people/documents.ts'
import { doubled, readLog } from './people/log.ts'
import { holdPhone } from './people/phone.ts'
import { expect, newDevice, test } from './people/warehouse.ts'

const { pillow } = kotor
const { sr: signIn } = workerSignInTexts
const { sr: strip } = workerStripTexts

test('SY-24 the wrong phone is switched off: Ana picks on, is connected again, and every pick counts', async ({
  browser,
  server,
  office,
}) => {
  await assignSample(office)
  const ana = await holdPhone(await newDevice(browser), server.url)
  const { page } = ana
  await ana.enrol('ana', '1111')
  await ana.signIn('Ana Kovačević', '1111')
  await ana.openTask(kotor.shop)
  await ana.goTo(pillow)
  await ana.scan(pillow.code)
  await ana.expectAllSent()

  await test.step('the supervisor switches it off', async () => {
    const { items } = await office.get<{ items: { id: string; kind: string }[] }>('/api/devices')
    const device = items.find(({ kind }) => kind === 'handheld')
    await office.post(`/api/devices/${device?.id}/revoke`, {})
    await ana.scan(pillow.code)
    await ana.scan(pillow.code)
    await ana.expectCount(pillow, 3)
    await expect(page.getByTestId('connection')).toHaveAttribute('data-state', 'blocked')
  })

  await test.step('with a new code it is the same phone again, and nothing is lost', async () => {
    const { code } = await office.post<{ code: string }>('/api/devices/enrolments', { kind: 'handheld' })
    await page.getByRole('button', { name: new RegExp(strip.openStatus) }).click()
    await page.getByRole('button', { name: strip.connectAgain }).click()
    await expect(page.getByRole('heading', { name: signIn.againTitle })).toBeVisible()
    await page.getByLabel(signIn.enrolCode).fill(code)
    await page.getByRole('button', { name: signIn.enrolUse, exact: true }).click()
    await ana.expectAllSent()
    await ana.goTo(pillow)
    await ana.expectCount(pillow, 3)
    const log = await readLog(office)
    expect(log.picks('p-ana', pillow.ident)).toHaveLength(3)
    expect(doubled(log.events)).toEqual([])
    const { items } = await office.get<{ items: { kind: string }[] }>('/api/devices')
    expect(items.filter(({ kind }) => kind === 'handheld')).toHaveLength(1)
  })
})
