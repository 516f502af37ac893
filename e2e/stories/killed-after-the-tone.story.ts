import { assignSample } from '../stack/assigned-task.ts'
import { ownHandheldBrowser } from '../stack/handheld-browser.ts'
import { kotor } from './people/documents.ts'
import { doubled, readLog } from './people/log.ts'
import { holdPhone } from './people/phone.ts'
import { expect, test } from './people/warehouse.ts'

test('whatever has had its tone is still there after the browser is killed outright, and reaches the server once', async ({
  server,
  office,
}) => {
  await assignSample(office)
  await using handheld = await ownHandheldBrowser()

  await test.step('Ana works online once, then the server is gone', async () => {
    const ana = await holdPhone(await handheld.open(), server.url)
    await ana.enrol('ana', '1111')
    await ana.signIn('Ana Kovačević', '1111')
    await ana.expectReadyForOffline()
    await server.kill()
  })

  let picked = 0
  for (const pulls of [1, 3, 5]) {
    await test.step(`${pulls} scans, and right after the last tone the battery falls out`, async () => {
      await handheld.kill()
      const ana = await holdPhone(await handheld.open(), server.url)
      await ana.open()
      await ana.expectAtWork('Ana Kovačević')
      await ana.openTask(kotor.shop)
      await ana.goTo(kotor.pillow)
      await ana.expectCount(kotor.pillow, picked)
      await ana.scanUp(kotor.pillow, picked, picked + pulls)
      await handheld.kill()
      picked += pulls
    })
  }

  await test.step('opened again, the phone still has every pick, and sends each once', async () => {
    const ana = await holdPhone(await handheld.open(), server.url)
    await ana.open()
    await ana.expectAtWork('Ana Kovačević')
    await ana.openTask(kotor.shop)
    await ana.goTo(kotor.pillow)
    await ana.expectCount(kotor.pillow, picked)
    await server.restart()
    await ana.airplaneMode(false)
    await ana.expectAllSent()
    const log = await readLog(office)
    expect(log.picks('p-ana', kotor.pillow.ident)).toHaveLength(picked)
    expect(log.line(kotor.pillow.ident).picked).toBe(picked * 1000)
    expect(doubled(log.events)).toEqual([])
  })
})
