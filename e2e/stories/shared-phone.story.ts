import { workerSignInTexts } from 'shared-schema/messages/worker/sign-in.ts'
import { assignSample } from '../stack/assigned-task.ts'
import { kotor } from './people/documents.ts'
import { doubled, readLog } from './people/log.ts'
import { holdPhone } from './people/phone.ts'
import { expect, newDevice, test } from './people/warehouse.ts'

const signIn = workerSignInTexts.sr
const { pillow } = kotor

test('two workers share a phone without a network, and each pick stays with the one who made it', async ({
  browser,
  server,
  office,
}) => {
  await assignSample(office)
  const phone = await holdPhone(await newDevice(browser), server.url)

  await test.step('both have signed in on it once', async () => {
    await phone.enrol('ana', '1111')
    await phone.signIn('Ana Kovačević', '1111')
    await phone.signOut()
    await phone.signIn('Luka Perović', '2222')
    await phone.openTask(kotor.shop)
    await phone.signOut()
    await phone.expectReadyForOffline()
    await server.kill()
    await phone.airplaneMode(true)
  })
  await test.step('Ana picks three and leaves them unsent', async () => {
    await phone.signIn('Ana Kovačević', '1111')
    await phone.goTo(pillow)
    await phone.scanUp(pillow, 0, 3)
    await phone.signOut()
  })
  await test.step('a wrong PIN opens nothing and says how many tries are left; the right one does', async () => {
    await phone.button(/Luka Perović/).click()
    for (const digit of '9999') await phone.button(signIn.digit(digit)).click()
    await phone.button(signIn.enter).click()
    await expect(phone.page.getByText(signIn.wrong)).toBeVisible()
    await phone.button(signIn.notMe).click()
    await phone.signIn('Luka Perović', '2222')
  })
  await test.step('somebody who never worked on this phone needs a network, and is told so', async () => {
    await phone.signOut()
    await expect(phone.button(/Marko Vujošević/)).toContainText(signIn.needsNetwork)
    await phone.signIn('Luka Perović', '2222')
  })
  await test.step('Luka picks two more on the same line', async () => {
    await phone.goTo(pillow)
    await phone.expectCount(pillow, 3)
    await phone.scanUp(pillow, 3, 5)
  })
  await test.step('everything goes out while Luka is signed in, under the name of the one who did it', async () => {
    await server.restart()
    await phone.airplaneMode(false)
    await phone.expectAllSent()
    const { events, picks } = await readLog(office)
    expect(picks('p-ana', pillow.ident)).toHaveLength(3)
    expect(picks('p-luka', pillow.ident)).toHaveLength(2)
    expect(new Set(events.map(({ device }) => device)).size).toBe(1)
    expect(doubled(events)).toEqual([])
  })
})
