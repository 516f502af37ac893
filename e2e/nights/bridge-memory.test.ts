import { failed } from 'erp-bridge/src/erp/erp-port.ts'
import { findFulfilment, fulfilmentsIn } from 'erp-bridge/src/journal/fulfilments.ts'
import { LEASE_MS, takeLease } from 'erp-bridge/src/journal/lease.ts'
import { readMark } from 'erp-bridge/src/journal/marks.ts'
import { lastRuns } from 'erp-bridge/src/journal/runs.ts'
import type { BridgeRun } from 'shared-schema/api/bridge.ts'
import { expect, test } from 'vitest'
import { failuresOf, openQuietSite } from './quiet-site.ts'

const PATIENCE = { timeout: 60_000 }

test(
  'Two bridges never work with one journal; the second one may begin when the first says nothing any more',
  PATIENCE,
  async () => {
    await using house = await openQuietSite()
    const [journal, now] = [house.site.journal(), house.site.clock.now()]
    expect(await takeLease(journal, 'first', now)).toBeUndefined()
    expect(await takeLease(journal, 'second', now + LEASE_MS - 1)).toBe('first')
    expect(await takeLease(journal, 'first', now + LEASE_MS - 1)).toBeUndefined()
    expect(await takeLease(journal, 'second', now + 2 * LEASE_MS)).toBeUndefined()
    expect(await takeLease(journal, 'first', now + 2 * LEASE_MS)).toBe('second')
  },
)

test(
  'RC-06 A server that was put back to an earlier state is told everything again, and nothing is booked again',
  PATIENCE,
  async () => {
    await using house = await openQuietSite()
    const number = house.write(4_000, 2_000)
    await house.night()
    await house.work(number)
    await house.night()
    expect(house.bookingsOf(number)).toHaveLength(1)

    // As `restore` does it: the postings the server knew are gone with its last hours.
    const { store } = house.site.warehouse
    await store.sql.deleteFrom('fulfilments').execute()
    await store.renewEpoch()
    const run = await house.night()

    expect(run.state).toBe('done')
    expect(house.bookingsOf(number)).toHaveLength(1)
    const { body } = await house.milena.get('/api/pantheon/fulfilments')
    expect(body.items).toMatchObject([{ document: number, state: 'confirmed' }])
    const counts = run.steps.find((step) => step.name === 'catalogue')?.counts
    expect(counts?.read).toBe(house.site.erp.state.articles().length)
  },
)

test(
  'RC-08 A posting goes out when Milena releases it; one whose content changed meanwhile she releases anew',
  PATIENCE,
  async () => {
    await using house = await openQuietSite({ approval: 'manual', when: 'task' })
    const number = house.write(4_000, 2_000)
    await house.night()
    await house.workOnLine(number, 1)
    await house.night()
    const [draft] = await fulfilmentsIn(house.site.journal(), ['draft'])
    const approve = (version: number) =>
      house.milena.post(`/api/pantheon/fulfilments/${draft?.id}/approve`, { version })
    expect(draft?.lines).toMatchObject([{ pos: 1, qty: 4_000 }])
    expect((await approve(draft?.version ?? 0)).status).toBe(200)

    // The other line is finished before the bridge comes round.
    await house.workOnLine(number, 2)
    expect(failuresOf(await house.night())).toEqual({})
    expect(house.bookingsOf(number)).toEqual([])
    const anew = await findFulfilment(house.site.journal(), draft?.id ?? '')
    expect(anew).toMatchObject({ state: 'draft', lines: [{ qty: 4_000 }, { qty: 2_000 }] })

    expect((await approve(draft?.version ?? 0)).body.code).toBe('fulfilment_stale')
    expect((await approve(anew?.version ?? 0)).status).toBe(200)
    await house.night()
    expect(house.bookingsOf(number)).toMatchObject([{ lines: [{ qty: 4_000 }, { qty: 2_000 }] }])
  },
)

test('RC-09 A dry run says what a night would do and writes nothing anywhere', PATIENCE, async () => {
  await using house = await openQuietSite()
  const number = house.write(4_000, 2_000)
  await house.night()
  await house.work(number, 4_000, 1_500)
  const { state } = house.site.erp
  const tables = ['fulfilments', 'payloads', 'stock', 'marks'] as const
  const journalNow = async () =>
    Promise.all(tables.map((table) => house.site.journal().sql.selectFrom(table).selectAll().execute()))
  const before = { journal: await journalNow(), erp: state.version() }

  const { dryRun } = await (await house.bridge()).night({ dryRun: true })

  expect(dryRun?.postings).toMatchObject([
    { document: number, type: '3010', lines: [{ qty: 4_000 }, { qty: 1_500 }] },
  ])
  expect(dryRun?.compared?.differences.map((one) => one.class)).toContain('short_with_reason')
  expect({ journal: await journalNow(), erp: state.version() }).toEqual(before)
  expect((await house.milena.get('/api/pantheon/fulfilments')).body.items).toEqual([])
  const { body } = await house.milena.get('/api/reconciliation/differences')
  expect(body.items).toEqual([])
})

test(
  'RC-10 The account of a night whose process died is closed as interrupted by the next one',
  PATIENCE,
  async () => {
    await using house = await openQuietSite()
    const { bridge, mortal } = await house.site.startBridge((_call, name) => name === 'receipts')
    await Promise.race([mortal.died, bridge.night({}, { onStep: mortal.onStep })])
    const journal = () => lastRuns(house.site.journal(), 1)
    expect((await journal())[0]?.state).toBe('running')

    await house.site.startBridge()

    const [account] = await journal()
    expect(account).toMatchObject({ state: 'failed', ended_at: expect.any(Number) })
    expect(stepOf(account, 'catalogue')?.state).toBe('done')
    expect(stepOf(account, 'receipts')?.failure?.code).toBe('interrupted')
    const { body } = await house.milena.get('/api/pantheon/runs')
    expect(body.items).toMatchObject([{ state: 'failed' }])
  },
)

test(
  'RC-11 The mark of the catalogue stays where it was until every page is at the server',
  PATIENCE,
  async () => {
    let broken = false
    await using house = await openQuietSite(
      {},
      {
        erp: (erp) => ({
          ...erp,
          articles: async function* (since) {
            for await (const page of erp.articles(since)) {
              yield page
              if (broken) return yield failed('away', 'the line was cut after the first page')
            }
          },
        }),
      },
    )
    const bridge = await house.bridge()
    await bridge.part('catalogue')
    const mark = () => readMark(house.site.journal(), 'catalogue')
    const first = await mark()
    house.site.clock.pass(3 * 86_400_000)
    for (const article of house.site.erp.state.articles().slice(0, 60))
      house.site.erp.state.putArticle({ ...article, name: `${article.name} novo` })

    broken = true
    expect(failuresOf(await bridge.part('catalogue'))).toEqual({ catalogue: 'erp_away' })
    expect(await mark()).toBe(first)
    broken = false
    const read = await bridge.part('catalogue')

    expect(read.state).toBe('done')
    expect(await mark()).not.toBe(first)
    const { body } = await house.milena.get('/api/catalog/articles?search=novo&limit=100')
    expect(body.total).toBe(60)
  },
)

function stepOf(run: BridgeRun | undefined, name: string) {
  return run?.steps.find((step) => step.name === name)
}
