import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium } from '@playwright/test'
import { workerCarryingTexts } from 'shared-schema/messages/worker/carrying.ts'
import { workerStripTexts } from 'shared-schema/messages/worker/strip.ts'
import { writeFilm } from '../camera/film.ts'
import { browserArguments, browserPath } from '../setup/browser.ts'
import { assignSample } from '../stack/assigned-task.ts'
import { kotor } from './people/documents.ts'
import { readLog } from './people/log.ts'
import { holdPhone } from './people/phone.ts'
import { expect, newDevice, test } from './people/warehouse.ts'

const strip = workerStripTexts.sr
const carrying = workerCarryingTexts.sr
const { pillow } = kotor

test('DV-16 a real camera reads the codes that another phone shows, one after the other', async ({
  browser,
  server,
  office,
}) => {
  await assignSample(office)
  const ana = await holdPhone(await newDevice(browser), server.url)
  await ana.enrol('ana', '1111')
  await ana.signIn('Ana Kovačević', '1111')
  await ana.openTask(kotor.shop)
  await ana.goTo(pillow)
  await ana.scanUp(pillow, 0, 1)
  await ana.expectAllSent()
  await ana.expectReadyForOffline()
  await server.kill()
  await ana.scanUp(pillow, 1, 5)
  await ana.button(new RegExp(strip.openStatus)).click()
  await ana.button(strip.giveOut).click()
  await ana.button(new RegExp(carrying.asCodes)).click()
  const code = ana.page.getByTestId('code')
  const codes = new Set<string>()
  for (let text = ''; !codes.has(text); text = (await code.getAttribute('data-text')) ?? '') {
    if (text !== '') codes.add(text)
    await ana.button(carrying.next).click()
  }
  await server.restart()

  const folder = await mkdtemp(path.join(tmpdir(), 'magacin-codes-'))
  const film = path.join(folder, 'codes.y4m')
  await writeFilm(film, {
    scenes: [...codes].map((text) => ({ shows: { symbology: 'qrcode', text }, frames: 10 })),
    ...{ width: 1280, height: 720, framesPerSecond: 15, turned: 2, fills: 0.33 },
  })
  const other = await chromium.launch({
    executablePath: browserPath(),
    args: [
      ...browserArguments,
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      `--use-file-for-fake-video-capture=${film}`,
    ],
  })
  try {
    const device = await newDevice(other)
    await device.grantPermissions(['camera'])
    const jelena = await holdPhone(device, server.url)
    await jelena.enrol('jelena', '3333')
    await jelena.signIn('Jelena Radulović', '3333')
    await jelena.button(new RegExp(strip.openStatus)).click()
    await jelena.button(strip.takeIn).click()
    await jelena.button(new RegExp(carrying.scanCodes)).click()
    const taken = carrying.taken(4, '').split('(')[0] ?? ''
    await expect(jelena.page.getByText(new RegExp(taken))).toBeVisible({ timeout: 60_000 })
    await expect
      .poll(async () => (await readLog(office)).picks('p-ana', pillow.ident).length, { timeout: 30_000 })
      .toBe(5)
  } finally {
    await other.close()
    await rm(folder, { recursive: true, force: true })
  }
})
