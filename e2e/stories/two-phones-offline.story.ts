import type { shortageReport } from 'shared-schema/api/reports.ts'
import type * as z from 'zod'
import { deskTexts, sitAtDesk } from './people/desk.ts'
import { kotor, type Wanted } from './people/documents.ts'
import { doubled, openExceptions, readLog } from './people/log.ts'
import { holdPhone, type Phone } from './people/phone.ts'
import { expect, newDesk, newDevice, test } from './people/warehouse.ts'

const { pillow, travelPillow, table } = kotor

/** What each fills alone, so that nothing but the two contradictions and two shortages is left in the end. */
const forAna = [kotor.blueLinen, kotor.greenLinen, kotor.diningTable]
const forLuka = [kotor.glasses, kotor.pan, kotor.bed, kotor.lamp]

test('Ana and Luka pick one requisition without a network, and nothing is lost, doubled or hidden', async ({
  browser,
  server,
  office,
}) => {
  const startedAt = Date.now()
  const ana = await holdPhone(await newDevice(browser), server.url)
  const luka = await holdPhone(await newDevice(browser), server.url)
  const milena = await sitAtDesk(await newDesk(browser), server.url)
  const both = (act: (phone: Phone) => Promise<unknown>) => Promise.all([act(ana), act(luka)])

  await test.step('both phones are connected once', async () => {
    await Promise.all([ana.enrol('ana', '1111'), luka.enrol('luka', '2222')])
    await Promise.all([ana.signIn('Ana Kovačević', '1111'), luka.signIn('Luka Perović', '2222')])
  })

  await test.step('Milena imports the document and gives all of it to their team', async () => {
    await milena.signIn()
    await milena.importFiles(kotor.file)
    await expect(milena.importOf('25-20CT-000279.csv')).toContainText(deskTexts.import.imported)
    await milena.openRequisition(kotor.number)
    await milena.assignAllTo('Tim Rumija')
  })

  await test.step('both phones show the task within a second', async () => {
    await both((phone) => expect(phone.taskOf(kotor.shop)).toBeVisible({ timeout: 1_000 }))
  })

  await test.step('while there is a network, Luka sees what Ana scans', async () => {
    await both((phone) => phone.openTask(kotor.shop))
    await both((phone) => phone.goTo(pillow))
    await ana.scan(pillow.code)
    await both((phone) => phone.expectCount(pillow, 1))
    await ana.expectAllSent()
  })

  await test.step('the network goes: airplane mode on both, and the server is killed', async () => {
    await both((phone) => phone.airplaneMode(true))
    await server.kill()
    await both((phone) => phone.expectNetwork('offline'))
  })

  await test.step('without a network the app opens again, knows everybody by PIN, and is at the task where it was', async () => {
    await both((phone) => phone.page.reload())
    await Promise.all([ana.expectAtWork('Ana Kovačević'), luka.expectAtWork('Luka Perović')])
    await both((phone) => phone.signOut())
    await Promise.all([ana.signIn('Ana Kovačević', '1111'), luka.signIn('Luka Perović', '2222')])
    await both((phone) => phone.goTo(pillow))
    await both((phone) => phone.expectCount(pillow, 1))
  })

  await test.step('each picks 6 of the same 10 pillows, and sees only their own', async () => {
    await both((phone) => phone.goTo(travelPillow))
    await both((phone) => phone.scanUp(travelPillow, 0, 6))
  })

  await test.step('Luka finds 2 of 12 cups and closes the line, Ana finds 10', async () => {
    await both((phone) => phone.goTo(table))
    await luka.scanUp(table, 0, 2)
    await luka.closeRest('not_found')
    await ana.scanUp(table, 0, 10)
  })

  await test.step('both fill what is theirs, report what is missing, and finish', async () => {
    await Promise.all([fillAll(ana, forAna), fillAll(luka, forLuka)])
    await ana.goTo(pillow)
    await ana.addQuantity(pillow, 1, 23)
    await luka.goTo(kotor.parasol)
    await luka.addQuantity(kotor.parasol, 0, 1)
    await luka.closeRest('damaged')
    await luka.goTo(kotor.chair)
    await luka.closeRest('out_of_stock')
    await both((phone) => phone.finishPart())
  })

  await test.step('the server and the network return; both phones empty their queues by themselves', async () => {
    await server.restart()
    await both((phone) => phone.airplaneMode(false))
    await both((phone) => phone.expectAllSent())
  })

  await test.step('the desk, open all the while, heals and moves by itself', async () => {
    const progress = milena.page.getByRole('progressbar', { name: deskTexts.tasks.linesDone(12, 12) })
    // The document and its one task.
    await expect(progress).toHaveCount(2, { timeout: 30_000 })
  })

  await test.step('both phones show the same totals, and nothing was capped', async () => {
    await both((phone) => phone.resumePart())
    await both((phone) => phone.goTo(travelPillow))
    await both((phone) => phone.expectCount(travelPillow, 12))
    await both((phone) => phone.goTo(table))
    await both((phone) => phone.expectCount(table, 12))
  })

  await test.step('the log has every event once', async () => {
    const log = await readLog(office)
    expect(doubled(log.events)).toEqual([])
    for (const worker of ['p-ana', 'p-luka']) expect(log.picks(worker, travelPillow.ident)).toHaveLength(6)
    expect(log.picks('p-luka', table.ident)).toHaveLength(2)
    expect(log.picks('p-ana', table.ident)).toHaveLength(10)
    expect(log.line(travelPillow.ident)).toMatchObject({ picked: 12_000, over: 2_000, missing: 0 })
    expect(log.line(table.ident)).toMatchObject({ picked: 12_000, over: 0, missing: 0 })
  })

  await test.step('the two contradictions name both sides', async () => {
    const found = await openExceptions(office)
    const over = found.find(({ kind }) => kind === 'over_pick')
    expect(over).toMatchObject({ ident: travelPillow.ident, fact: 2_000 })
    expect(over?.sides.map(({ worker_name, qty }) => [worker_name, qty]).sort()).toEqual([
      ['Ana Kovačević', 6_000],
      ['Luka Perović', 6_000],
    ])
    const closed = found.find(({ kind }) => kind === 'closed_then_picked')
    expect(closed?.sides.map(({ role, worker_name, qty }) => [role, worker_name, qty])).toEqual(
      expect.arrayContaining([
        ['closed', 'Luka Perović', 2_000],
        ['picked', 'Ana Kovačević', 10_000],
      ]),
    )
    expect(found).toHaveLength(2)
    // Each side says when, within the time this story has taken.
    for (const { first_at, last_at } of found.flatMap(({ sides }) => sides)) {
      expect(first_at).toBeGreaterThan(startedAt)
      expect(last_at).toBeGreaterThanOrEqual(first_at)
      expect(last_at).toBeLessThan(Date.now())
    }
  })

  await test.step('Milena corrects the one and accepts the other', async () => {
    await milena.goTo('exceptions')
    await milena.expectSides(travelPillow.ident, 'Ana Kovačević', 'Luka Perović')
    await milena.decide(travelPillow.ident, { correctTo: 10 }, 'Dva vraćena na policu.')
    await milena.decide(table.ident, 'accept', 'Luka nije vidio drugu policu.')
    // The word of the first decision may still be on the screen when the second is on its way.
    await expect.poll(() => openExceptions(office)).toEqual([])
    await both((phone) => phone.goTo(travelPillow))
    await both((phone) => phone.expectCount(travelPillow, 10))
  })

  await test.step('both finish for good, and every line is settled', async () => {
    await both((phone) => phone.finishPart())
    await both((phone) => phone.expectAllSent())
    await expect.poll(async () => (await readLog(office)).task.status).toBe('done')
    const { task, events } = await readLog(office)
    expect(task).toMatchObject({ lines: 12, lines_done: 12, open_exceptions: 0 })
    expect(doubled(events)).toEqual([])
  })

  await test.step('the shortage report lists what is missing, as JSON and as CSV', async () => {
    const { items } = await office.get<z.infer<typeof shortageReport>>('/api/reports/shortages')
    const rows = items.map(({ ident, requested, picked, missing, reason }) => ({
      ident,
      requested,
      picked,
      missing,
      reason,
    }))
    expect(rows).toContainEqual({
      ident: kotor.parasol.ident,
      requested: 4_000,
      picked: 1_000,
      missing: 3_000,
      reason: 'damaged',
    })
    expect(rows).toContainEqual({
      ident: kotor.chair.ident,
      requested: 7_000,
      picked: 0,
      missing: 7_000,
      reason: 'out_of_stock',
    })
    const csv = await office.text('/api/reports/shortages?format=csv')
    for (const { ident } of items) expect(csv).toContain(ident)
  })
})

async function fillAll(phone: Phone, lines: readonly Wanted[]): Promise<void> {
  for (const line of lines) {
    await phone.goTo(line)
    await phone.addQuantity(line, 0, line.units)
  }
}
