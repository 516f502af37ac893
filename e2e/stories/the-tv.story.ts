import { adminTexts } from 'shared-schema/messages/admin.ts'
import { tvTexts } from 'shared-schema/messages/tv.ts'
import { assignSample } from '../stack/assigned-task.ts'
import { sitAtDesk } from './people/desk.ts'
import { kotor } from './people/documents.ts'
import { readLog } from './people/log.ts'
import { holdPhone } from './people/phone.ts'
import { hangTv } from './people/tv.ts'
import { expect, newDesk, newDevice, newTv, test } from './people/warehouse.ts'

const t = tvTexts.sr
const desk = adminTexts.sr.devices

/** From the commit on the server to the wall, ms. */
const WALL_WITHIN_MS = 250

test('the TV moves within a quarter of a second of a commit, hides names on a switch, and never shows the past as the present', async ({
  browser,
  server,
  office,
}) => {
  const tv = await hangTv(await newTv(browser), server.url, office)
  const ana = await holdPhone(await newDevice(browser), server.url)

  await test.step('a document appears on the wall when it is assigned', async () => {
    await tv.expectLive()
    await expect(tv.page.getByText(t.emptyQueueTitle)).toBeVisible()
    await assignSample(office)
    await tv.expectProgress(kotor.number, 0, 12)
  })

  await test.step('each line that Ana fills moves it, a quarter of a second after the commit at most', async () => {
    await ana.enrol('ana', '1111')
    await ana.signIn('Ana Kovačević', '1111')
    await ana.openTask(kotor.shop)
    const delays: number[] = []
    for (const [done, line] of [
      kotor.parasol,
      kotor.pan,
      kotor.chair,
      kotor.diningTable,
      kotor.bed,
    ].entries()) {
      await ana.goTo(line)
      const seen = tv.seesProgress(kotor.number, done + 1, 12)
      await ana.addQuantity(line, 0, line.units)
      const seenAt = await seen
      // Received is a little before committed, so the true delay is even shorter.
      const { received_at } = (await readLog(office)).picks('p-ana', line.ident)[0] ?? { received_at: 0 }
      delays.push(seenAt - received_at)
    }
    test.info().annotations.push({ type: 'commit to wall, ms', description: delays.join(' ') })
    const median = delays.toSorted((a, b) => a - b)[Math.floor(delays.length / 2)]
    expect(median).toBeLessThanOrEqual(WALL_WITHIN_MS)
  })

  await test.step('names are there, and gone at the flick of a switch', async () => {
    await expect(tv.page.getByText('Ana Kovačević').first()).toBeVisible()
    const milena = await sitAtDesk(await newDesk(browser), server.url)
    await milena.signIn()
    await milena.goTo('devices')
    await expect(milena.page.getByRole('row', { name: /^TV 1/ })).toContainText(desk.online)
    await milena.page.getByRole('button', { name: desk.tvNames }).click()
    await expect(tv.page.getByText(/^Radnik \d+$/).first()).toBeVisible()
    await expect(tv.page.getByText('Kovačević')).toHaveCount(0)
  })

  await test.step('without a server it says how old its picture is, and recovers by itself', async () => {
    await server.kill()
    await tv.expectStale()
    await tv.expectProgress(kotor.number, 5, 12)
    await server.restart()
    await tv.expectLive()
  })
})
