import { assignSample } from '../stack/assigned-task.ts'
import { kotor } from './people/documents.ts'
import { doubled, readLog } from './people/log.ts'
import { holdPhone, type Phone } from './people/phone.ts'
import { expect, newDevice, test } from './people/warehouse.ts'

/** Each fills a line of their own, so that everybody's tones can be counted. */
const { lamp, pillow } = kotor
const PULLS = 6

test('kill -9 of the server in the midst of picking: what was acknowledged is there, phones carry on by themselves', async ({
  browser,
  server,
  office,
}) => {
  await assignSample(office)
  const ana = await holdPhone(await newDevice(browser), server.url)
  const luka = await holdPhone(await newDevice(browser), server.url)
  const both = (act: (phone: Phone) => Promise<unknown>) => Promise.all([act(ana), act(luka)])
  await Promise.all([ana.enrol('ana', '1111'), luka.enrol('luka', '2222')])
  await Promise.all([ana.signIn('Ana Kovačević', '1111'), luka.signIn('Luka Perović', '2222')])
  await both((phone) => phone.openTask(kotor.shop))
  await Promise.all([ana.goTo(lamp), luka.goTo(pillow)])

  for (const round of [1, 2]) {
    const before = (round - 1) * PULLS
    const now = round * PULLS
    await test.step(`round ${round}: the server dies while both pull their triggers`, async () => {
      // Nobody waits for an answer, so that the kill meets scans at every stage of their way.
      const pulls = Promise.all([pull(ana, lamp.code), pull(luka, pillow.code)])
      await ana.untilLast(lamp, before + 2)
      await server.kill()
      await pulls
      await Promise.all([ana.expectLast(lamp, now), luka.expectLast(pillow, now)])
      await both((phone) => phone.expectNetwork('offline'))
    })

    await test.step(`round ${round}: what the phones were told is safe, is`, async () => {
      const safe = { 'p-ana': await ana.ownEvents(), 'p-luka': await luka.ownEvents() }
      // With the phones out of reach the server has nothing but its own disk.
      await both((phone) => phone.airplaneMode(true))
      await server.restart()
      const { events } = await readLog(office)
      for (const [worker, { sent }] of Object.entries(safe)) {
        expect(events.filter(({ by }) => by === worker).length).toBeGreaterThanOrEqual(sent)
      }
    })

    await test.step(`round ${round}: the phones carry on without anybody touching them`, async () => {
      await both((phone) => phone.airplaneMode(false))
      await both((phone) => phone.expectAllSent())
      const log = await readLog(office)
      expect(log.picks('p-ana', lamp.ident)).toHaveLength(now)
      expect(log.picks('p-luka', pillow.ident)).toHaveLength(now)
      expect(doubled(log.events)).toEqual([])
      await ana.goTo(pillow)
      await ana.expectCount(pillow, now)
      await ana.goTo(lamp)
    })
  }
})

async function pull(phone: Phone, code: string): Promise<void> {
  for (let i = 0; i < PULLS; i += 1) await phone.scan(code)
}
