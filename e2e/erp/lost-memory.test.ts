import { findFulfilment } from 'erp-bridge/src/journal/fulfilments.ts'
import { LEASE_MS, takeLease } from 'erp-bridge/src/journal/lease.ts'
import { expect, test } from 'vitest'
import { failuresOf, openQuietSite, type QuietSite } from '../nights/quiet-site.ts'

/* What a bridge must not do when its memory, or the server's, is not what it was. */

const PATIENCE = { timeout: 60_000 }

/** The disk of the bridge was replaced: nothing it noted of postings is there any more. */
const loseJournal = ({ site }: QuietSite) => site.journal().sql.deleteFrom('fulfilments').execute()

/** What the ERP has of a document, by position: the sum of all bookings, corrections taken back. */
function booked(house: QuietSite, number: string): Record<number, number> {
  const sums: Record<number, number> = {}
  for (const { type, lines } of house.bookingsOf(number))
    for (const { pos, qty } of lines) sums[pos] = (sums[pos] ?? 0) + (type === '3019' ? -qty : qty)
  return sums
}

test(
  'RC-05 The journal is lost after Ana’s first line was booked: only what is not booked goes out',
  PATIENCE,
  async () => {
    await using house = await openQuietSite({ when: 'task' })
    const number = house.write(4_000, 2_000)
    await house.night()
    await house.workOnLine(number, 1)
    await house.night()
    expect(booked(house, number)).toEqual({ 1: 4_000 })
    await loseJournal(house)
    await house.workOnLine(number, 2)
    const run = await house.night()
    const counts = run.steps.find((step) => step.name === 'posting')?.counts
    expect(counts).toMatchObject({ booked_otherwise: 1 })
    await house.night()
    expect(booked(house, number)).toEqual({ 1: 4_000, 2: 2_000 })
    const { body } = await house.milena.get(`/api/pantheon/fulfilments?document=${number}`)
    expect(body.items).toHaveLength(2)
    await house.night()
    expect((await house.milena.get('/api/reconciliation/differences?state=open')).body.items).toEqual([])
  },
)

test(
  'RC-08 Milena’s word on a lost posting is no word on another one under the same id',
  PATIENCE,
  async () => {
    await using house = await openQuietSite({ approval: 'manual', when: 'task' })
    const number = house.write(4_000, 2_000)
    await house.night()
    await house.workOnLine(number, 1)
    await house.night()
    const drafts = async () =>
      (await house.milena.get('/api/pantheon/fulfilments?approval=waiting')).body.items as {
        id: string
        version: number
        lines: { qty: number }[]
      }[]
    const release = async () => {
      const [draft] = await drafts()
      const { id, version } = draft ?? { id: '', version: 0 }
      await house.milena.post(`/api/pantheon/fulfilments/${id}/approve`, { version })
      await house.night()
    }
    await release()
    expect(booked(house, number)).toEqual({ 1: 4_000 })
    await loseJournal(house)
    await house.workOnLine(number, 2)
    await house.night()
    // It waits, with all of the document in it, and the desk sees this content and not the earlier one.
    expect(booked(house, number)).toEqual({ 1: 4_000 })
    expect(await drafts()).toMatchObject([{ lines: [{ qty: 4_000 }, { qty: 2_000 }] }])
    await release()
    expect(booked(house, number)).toEqual({ 1: 4_000 })
    await house.night()
    expect(await drafts()).toMatchObject([{ lines: [{ qty: 2_000 }] }])
    await release()
    expect(booked(house, number)).toEqual({ 1: 4_000, 2: 2_000 })
  },
)

test(
  'RC-06 A server that made another requisition of a document: what was booked before still counts',
  PATIENCE,
  async () => {
    await using house = await openQuietSite({ when: 'task' })
    const number = house.write(4_000, 2_000)
    await house.night()
    await house.workOnLine(number, 1)
    await house.night()
    const sql = house.site.journal().sql
    await sql.updateTable('fulfilments').set({ requisition: 'r-of-the-lost-server' }).execute()
    await house.site.warehouse.store.sql.deleteFrom('fulfilments').execute()
    await house.site.warehouse.store.renewEpoch()
    await house.workOnLine(number, 2)
    expect(failuresOf(await house.night())).toEqual({})
    expect(booked(house, number)).toEqual({ 1: 4_000, 2: 2_000 })
    expect(house.bookingsOf(number)).toHaveLength(2)
    await house.night()
    expect((await house.milena.get('/api/reconciliation/differences?state=open')).body.items).toEqual([])
  },
)

test(
  'RC-04 A document whose place in the journal is taken is named, and holds up no other',
  PATIENCE,
  async () => {
    await using house = await openQuietSite()
    const [first, second] = [house.write(4_000), house.write(2_000)]
    await house.night()
    await house.work(first)
    await house.night()
    // As a receipt and an issue document of one number would meet.
    const { sql } = house.site.journal()
    const taken = `MT-${second.replaceAll('-', '')}-1`
    await sql.updateTable('fulfilments').set({ id: taken }).execute()
    const third = house.write(1_000)
    await house.night()
    await house.work(second)
    await house.work(third)
    expect(failuresOf(await house.night())).toMatchObject({ fulfilments: 'not_planned' })
    expect(booked(house, third)).toEqual({ 1: 1_000 })
    const { body } = await house.milena.get('/api/reconciliation/differences?state=open')
    expect(body.items).toContainEqual(expect.objectContaining({ class: 'unposted', document: second }))
  },
)

test(
  'RC-21 More is booked under our id than was counted here: it is named, and taken back only with a person’s word',
  PATIENCE,
  async () => {
    await using house = await openQuietSite()
    const number = house.write(4_000, 2_000)
    await house.night()
    const [document] = house.site.erp.state.documents().filter((each) => each.number === number)
    const lines = (document?.lines ?? []).map((line) => ({ ...line, qty: 5_000 }))
    house.site.erp.state.book({
      ...{ acDoc1: `MT-${number.replaceAll('-', '')}-1`, type: '3010', date: '2025-10-03' },
      ...{ issuer: document?.site ?? '', receiver: document?.partner ?? '', note: '', lines },
    })
    await house.work(number)
    await house.night()
    expect(await findFulfilment(house.site.journal(), `MT-${number.replaceAll('-', '')}-1`)).toMatchObject({
      ...{ state: 'confirmed', failure: { code: 'booked_otherwise' } },
      lines: [{ qty: 5_000 }, { qty: 5_000 }],
    })
    await house.night()
    expect(house.bookingsOf(number)).toHaveLength(1)
    const { body } = await house.milena.get(
      '/api/reconciliation/differences?state=open&class=posted_differently&sort=ident',
    )
    expect(body.items).toMatchObject([
      { document: number, posted: 5_000 },
      { document: number, posted: 5_000 },
    ])
    const waiting = await house.milena.get('/api/pantheon/fulfilments?approval=waiting')
    expect(waiting.body.items).toMatchObject([{ kind: 'correction', document: number }])
  },
)

test(
  'RC-21 Somebody cancels our booking in the ERP: the morning names it, and nothing is booked again',
  PATIENCE,
  async () => {
    await using house = await openQuietSite()
    const number = house.write(4_000)
    await house.night()
    await house.work(number)
    await house.night()
    const [booking] = house.bookingsOf(number)
    house.site.erp.state.setStatus(booking?.acKey ?? '', 'S')
    await house.night()
    expect(house.bookingsOf(number)).toHaveLength(1)
    const { body } = await house.milena.get(
      '/api/reconciliation/differences?state=open&class=posted_differently',
    )
    expect(body.items).toMatchObject([{ document: number, picked: 4_000, posted: 0 }])

    // Milena orders the correction: now it is booked anew, under an id of its own.
    const [difference] = body.items as { id: string; last_found_at: number }[]
    const acted = await house.milena.post(`/api/reconciliation/differences/${difference?.id}/actions`, {
      ...{ action: 'correct', seen_at: difference?.last_found_at },
    })
    expect(acted.body).toMatchObject({ state: 'decided', action: 'correct' })
    const order = { id: 'o-1', seq: 1, kind: 'correct', args: { document: number }, by: null, at: 1 } as const
    expect((await (await house.bridge()).obey(order, {})).state).toBe('done')
    await house.night()
    expect(house.bookingsOf(number).map(({ status }) => status)).toEqual(['S', 'N'])
    const left = await house.milena.get('/api/reconciliation/differences?state=open&state=decided')
    expect((left.body.items as { class: string }[]).filter((one) => one.class !== 'stock_drift')).toEqual([])
  },
)

test(
  'A clock that was put back neither locks the journal nor keeps a posting waiting for hours',
  PATIENCE,
  async () => {
    await using house = await openQuietSite()
    const [journal, now] = [house.site.journal(), house.site.clock.now()]
    expect(await takeLease(journal, 'killed', now + 3_600_000)).toBeUndefined()
    expect(await takeLease(journal, 'next', now)).toBeUndefined()
    expect(await takeLease(journal, 'third', now + LEASE_MS - 1)).toBe('next')
  },
)
