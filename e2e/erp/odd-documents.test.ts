import { expect, test } from 'vitest'
import { failuresOf, openQuietSite } from '../nights/quiet-site.ts'

/* Documents nobody expects, and what they must not do to the others. */

const PATIENCE = { timeout: 60_000 }

test('RC-55 One document no server can take is named and holds up none of the others', PATIENCE, async () => {
  await using house = await openQuietSite()
  const [odd, long, good] = [house.write(1_000), house.write(2_000), house.write(3_000)]
  const { state } = house.site.erp
  const change = (number: string, more: object) => {
    const document = state.documents().find((each) => each.number === number)
    if (!document) throw new Error(`${number} is not there`)
    const [line] = document.lines
    if (!line) throw new Error(`${number} has no lines`)
    state.putDocument({ ...document, lines: [{ ...line, ...more }] })
  }
  change(odd, { ident: 'x'.repeat(80) })
  change(long, { unit: 'pakovanje-transportno', name: 'n'.repeat(300) })
  const run = await house.night()
  expect(failuresOf(run)).toEqual({ dispatches: 'document_refused' })
  expect(run.steps.find(({ name }) => name === 'dispatches')?.failure?.detail).toContain(odd)
  const { body } = await house.milena.get('/api/trebovanja')
  expect((body.items as { number: string }[]).map(({ number }) => number).sort()).toEqual([long, good])
})

test(
  'RC-12 A document that left the list of its days is asked for, and its cancellation is heard',
  PATIENCE,
  async () => {
    await using house = await openQuietSite()
    const number = house.write(1_000)
    await house.night()
    const { state } = house.site.erp
    const document = state.documents().find((each) => each.number === number)
    if (!document) throw new Error('it is not there')
    // Dated back beyond the window, and cancelled; the bridge has forgotten what it handed over.
    state.putDocument({ ...document, date: '2025-08-01', status: 'S' })
    await house.site.journal().sql.deleteFrom('payloads').execute()
    await house.night()
    const { body } = await house.milena.get(`/api/trebovanja/${number}`)
    expect(body).toMatchObject({ status: 'cancelled' })
  },
)
