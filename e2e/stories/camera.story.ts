import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium } from '@playwright/test'
import { workerCameraTexts } from 'shared-schema/messages/worker/camera.ts'
import { workerPickingTexts } from 'shared-schema/messages/worker/picking.ts'
import { writeFilm } from '../camera/film.ts'
import { browserArguments, browserPath } from '../setup/browser.ts'
import { assignSample } from '../stack/assigned-task.ts'
import { kotor } from './people/documents.ts'
import { readLog } from './people/log.ts'
import { holdPhone } from './people/phone.ts'
import { expect, newDevice, test } from './people/warehouse.ts'

const camera = workerCameraTexts.sr
const picking = workerPickingTexts.sr
const { pillow } = kotor

test('the camera reads a real EAN-13, without a network too, and counts it once for each time it is shown', async ({
  server,
  office,
}) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'magacin-film-'))
  const film = path.join(folder, 'pillow.y4m')
  // The table for two seconds, the pillow for two, over and over.
  await writeFilm(film, {
    scenes: [
      { shows: 'nothing', frames: 30 },
      { shows: { symbology: 'ean13', text: pillow.code }, frames: 30 },
    ],
    width: 640,
    height: 480,
    framesPerSecond: 15,
  })
  const browser = await chromium.launch({
    executablePath: browserPath(),
    args: [
      ...browserArguments,
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      `--use-file-for-fake-video-capture=${film}`,
    ],
  })
  try {
    await assignSample(office)
    const device = await newDevice(browser)
    await device.grantPermissions(['camera'])
    const ana = await holdPhone(device, server.url)
    const view = ana.page.getByRole('dialog', { name: camera.title })

    await test.step('Ana worked online once; now there is no server', async () => {
      await ana.enrol('ana', '1111')
      await ana.signIn('Ana Kovačević', '1111')
      await ana.openTask(kotor.shop)
      await ana.expectReadyForOffline()
      await server.kill()
      await ana.page.reload()
      await ana.goTo(pillow)
    })
    await test.step('the camera opens, and the pillow counts', async () => {
      await ana.button(picking.camera).click()
      await expect(view).toContainText(camera.aim)
      await ana.expectLast(pillow, 1)
    })
    await test.step('as long as it stays in view it is one pillow; shown again it is the second', async () => {
      const shown = await ana.page.evaluate(() => Date.now())
      await ana.expectLast(pillow, 2)
      const again = await ana.page.evaluate(() => Date.now())
      // The pillow was in view for another two seconds and out of it for two.
      expect(again - shown).toBeGreaterThan(1_500)
    })
    await test.step('the picks are on record, and name the way they came', async () => {
      await view.getByRole('button', { name: camera.close }).click()
      await expect(view).toBeHidden()
      await server.restart()
      await ana.airplaneMode(false)
      await ana.expectAllSent()
      const picks = (await readLog(office)).picks('p-ana', pillow.ident)
      expect(picks.map(({ body }) => [body.way, body.code, body.symbology])).toEqual(
        picks.map(() => ['camera', pillow.code, 'ean13']),
      )
      expect(picks.length).toBeGreaterThanOrEqual(2)
    })
  } finally {
    await browser.close()
    await rm(folder, { recursive: true, force: true })
  }
})
