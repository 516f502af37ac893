import { fulfilmentsIn } from 'erp-bridge/src/journal/fulfilments.ts'
import { expect, test } from 'vitest'
import { failuresOf, openQuietSite } from './quiet-site.ts'

const PATIENCE_MS = 60_000

test('RC-04 A document the ERP does not want holds up none of the others', {
  timeout: PATIENCE_MS,
}, async () => {
  await using house = await openQuietSite(
    {},
    {
      erp: (erp) => ({
        ...erp,
        post: (fulfilment) =>
          // The article was taken out of the ERP after it was picked.
          erp.post(
            fulfilment.document.endsWith('1')
              ? { ...fulfilment, lines: fulfilment.lines.map((line) => ({ ...line, ident: '' })) }
              : fulfilment,
          ),
      }),
    },
  )
  const numbers = [house.write(5_000), house.write(2_000, 1_000), house.write(7_000)]
  await house.night()
  for (const number of numbers) await house.work(number)

  const run = await house.night()

  expect(failuresOf(run)).toEqual({ posting: 'erp_rejected' })
  expect(numbers.map((number) => house.bookingsOf(number).length)).toEqual([0, 1, 1])
  const [rejected] = await fulfilmentsIn(house.site.journal(), ['rejected'])
  expect(rejected).toMatchObject({ document: numbers[0], failure: { code: 'erp_rejected' } })
})

test('RC-05 A posting whose answer was cut is found in the ERP and not sent again', {
  timeout: PATIENCE_MS,
}, async () => {
  await using house = await openQuietSite()
  const number = house.write(4_000)
  await house.night()
  await house.work(number)
  house.site.erp.faults.script([{ kind: 'cut_after', on: 'book' }])

  expect(failuresOf(await house.night())).toEqual({ posting: 'erp_unknown_outcome' })
  const run = await house.night()

  expect(run.state).toBe('done')
  expect(run.steps.find((step) => step.name === 'posting')?.counts).toMatchObject({ found: 1 })
  expect(house.bookingsOf(number)).toHaveLength(1)
})

test('RC-05 An ERP that books long after everybody gave up is waited for before it is asked again', {
  timeout: PATIENCE_MS,
}, async () => {
  await using house = await openQuietSite()
  const number = house.write(4_000)
  await house.night()
  await house.work(number)
  house.site.erp.faults.script([{ kind: 'slow_work', on: 'book' }])

  const before = house.site.clock.now()
  expect(failuresOf(await house.night())).toEqual({ posting: 'erp_unknown_outcome' })
  expect((await house.night()).state).toBe('done')

  expect(house.site.clock.now() - before).toBeGreaterThanOrEqual(house.site.rules.settleMs)
  expect(house.bookingsOf(number)).toHaveLength(1)
})

test('RC-03 What certainly never came to the booking is ready again and goes out with the next night', {
  timeout: PATIENCE_MS,
}, async () => {
  await using house = await openQuietSite()
  const number = house.write(4_000)
  await house.night()
  await house.work(number)
  // Once for each repetition, and once more.
  house.site.erp.faults.script(
    Array.from({ length: 4 }, () => ({ kind: 'busy' as const, on: 'book' as const })),
  )

  expect(failuresOf(await house.night())).toEqual({ posting: 'erp_busy' })
  expect(await fulfilmentsIn(house.site.journal(), ['ready'])).toHaveLength(1)
  expect((await house.night()).state).toBe('done')

  expect(house.bookingsOf(number)).toHaveLength(1)
})

test('A document type the ERP does not have is named, and nothing is booked', {
  timeout: PATIENCE_MS,
}, async () => {
  await using house = await openQuietSite({ postAs: '3X99' })
  const number = house.write(4_000)
  await house.night()
  await house.work(number)

  const run = await house.night()

  expect(failuresOf(run)).toEqual({ posting: 'erp_rejected' })
  expect(run.steps.find((step) => step.name === 'posting')?.failure?.detail).toContain('3X99')
  expect(house.bookingsOf(number)).toEqual([])
})

test('RC-27 Goods of a posting nobody knows the outcome of are no drift, whether the ERP has them by now or not', {
  timeout: PATIENCE_MS,
}, async () => {
  await using house = await openQuietSite()
  const number = house.write(4_000)
  await house.night()
  await house.work(number)
  // Booked after the stock was read: the night sees neither the answer nor the goods.
  house.site.erp.faults.script([{ kind: 'slow_work', on: 'book' }])
  await house.night()
  await house.night()
  await house.night()
  // Booked before the stock was read, and nobody heard of it.
  const other = house.write(3_000)
  await house.night()
  await house.work(other)
  house.site.erp.faults.script([{ kind: 'cut_after', on: 'book' }])
  const drift = '/api/reconciliation/differences?class=stock_drift'
  await house.night()
  expect((await house.milena.get(drift)).body.items).toEqual([])
  await house.night()

  expect((await house.milena.get(drift)).body.items).toEqual([])
  expect([number, other].map((each) => house.bookingsOf(each).length)).toEqual([1, 1])
})
