import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ErpPort, ErpResult, Fulfilment } from './erp-port.ts'
import type { Simulator } from './simulator/create-simulator.ts'
import { IN_TYPES, OUT_TYPES } from './simulator/world.ts'

/** An adapter in front of a simulated company that has been open since yesterday. */
export type ContractWorld = {
  readonly port: ErpPort
  readonly simulator: Simulator
  /** Brings what changed in the ERP to where the adapter reads, and what the adapter wrote into the ERP. */
  readonly exchange: () => Promise<void>
  readonly close: () => Promise<void>
}

/** What every adapter promises, whatever stands behind it. */
export function erpPortContract(name: string, open: () => Promise<ContractWorld>): void {
  describe(`the port, by ${name}`, () => {
    let world: ContractWorld
    beforeAll(async () => {
      world = await open()
    })
    afterAll(() => world.close())

    test('every article comes with its ident as text, its unit and its barcodes', async () => {
      const { port, simulator } = world
      await world.exchange()
      const articles = new Map((await all(port.articles())).map((article) => [article.ident, article]))
      expect(articles.size).toBe(simulator.state.articles().length)
      for (const { ident, name: called, unit, active, barcodes } of simulator.state.articles()) {
        const article = articles.get(ident)
        expect(article).toMatchObject({ name: called, unit, active })
        expect(article?.barcodes).toContain(barcodes[0])
      }
      expect(articles.get('00013')?.ident).toBe('00013')
      expect(articles.get('200431')?.name).toBe('Jastuk KING')
    })

    test('one article is looked up by its ident, and an unknown one is null', async () => {
      const { port } = world
      const found = await port.article('200431')
      expect(found.ok && found.value?.name).toBe('Jastuk KING')
      expect(await port.article('nema ga')).toEqual({ ok: true, value: null })
    })

    test('documents out come with site, partner, date and every line, in exact thousandths', async () => {
      const { port, simulator } = world
      const mine = simulator.state.documents().filter(({ direction }) => direction === 'out')
      const from = mine.map(({ date }) => date).sort()[0] ?? ''
      const query = { direction: 'out', types: [...OUT_TYPES], from } as const
      const documents = new Map(
        (await all(port.documents(query))).map((document) => [document.number, document]),
      )
      expect(documents.size).toBe(mine.length)
      for (const { number, type, date, site, partner, lines } of mine) {
        const document = documents.get(number)
        expect(document).toMatchObject({ type, date, direction: 'out', cancelled: false })
        expect(document?.site.trim()).toBe(site.trim())
        expect(document?.partner?.trim()).toBe(partner.trim())
        expect(document?.lines.map(({ pos, ident, qty }) => ({ pos, ident, qty }))).toEqual(
          lines.map(({ pos, ident, qty }) => ({ pos, ident, qty })),
        )
      }
    })

    test('documents in come with their sender', async () => {
      const { port, simulator } = world
      const mine = simulator.state.documents().filter(({ direction }) => direction === 'in')
      const from = mine.map(({ date }) => date).sort()[0] ?? ''
      const documents = await all(port.documents({ direction: 'in', types: [...IN_TYPES], from }))
      expect(documents.map(({ number }) => number).sort()).toEqual(mine.map(({ number }) => number).sort())
      expect(new Set(documents.map(({ direction }) => direction))).toEqual(new Set(['in']))
      const [first] = documents
      const like = mine.find(({ number }) => number === first?.number)
      expect(first?.partner?.trim()).toBe(like?.partner.trim())
    })

    test('one document is looked up by its number, also after it was changed; an unknown one is null', async () => {
      const { port, simulator } = world
      const [document] = simulator.state.documents().filter(({ direction }) => direction === 'out')
      if (!document) throw new Error('the company has no documents')
      const before = await port.document('out', document.number)
      expect(before.ok && before.value?.number).toBe(document.number)
      simulator.changeDocument(document.number, { quantities: { 1: 7500 } })
      await world.exchange()
      const query = { direction: 'out', types: [...OUT_TYPES], from: document.date } as const
      const after = (await all(port.documents(query))).find(({ number }) => number === document.number)
      expect(after?.lines[0]?.qty).toBe(7500)
      expect(before.ok && before.value?.raw).not.toBe(after?.raw)
      expect(await port.document('out', '26-20CT-999999')).toEqual({ ok: true, value: null })
    })

    test('a posting is booked once and found by our id', async () => {
      const { port, simulator } = world
      const fulfilment = fulfilmentFor(simulator, 'MT-CONTRACT-1')
      expect(await port.find(fulfilment.id)).toEqual({ ok: true, value: [] })
      const posted = await port.post(fulfilment)
      expect(posted.ok).toBe(true)
      await world.exchange()
      const found = await port.find(fulfilment.id)
      const acKey = posted.ok ? posted.value.acKey : ''
      expect(found).toMatchObject({
        ok: true,
        value: [{ acKey, ourId: fulfilment.id, type: fulfilment.type }],
      })
      const [booking] = found.ok ? found.value : []
      expect(booking?.lines).toEqual(fulfilment.lines.map(({ pos, ident, qty }) => ({ pos, ident, qty })))
      const booked = simulator.state.bookings().filter(({ acDoc1 }) => acDoc1 === fulfilment.id)
      expect(booked.map(({ lines }) => lines.map(({ ident, qty }) => ({ ident, qty })))).toEqual([
        fulfilment.lines.map(({ ident, qty }) => ({ ident, qty })),
      ])
    })

    test('the bookings of a period are read back with our ids', async () => {
      const { port, simulator } = world
      const fulfilment = fulfilmentFor(simulator, 'MT-CONTRACT-2')
      expect((await port.post(fulfilment)).ok).toBe(true)
      await world.exchange()
      const bookings = await all(port.bookings({ from: fulfilment.date, to: fulfilment.date }))
      expect(bookings.map(({ ourId }) => ourId)).toContain(fulfilment.id)
    })

    test('stock comes per article and site, where the adapter has it', async () => {
      const { port, simulator } = world
      if (!port.capabilities.stock) return
      const stock = await all(port.stock())
      const mine = stock.filter(({ ident }) => ident === '200431').flatMap(({ sites }) => sites)
      expect(mine.toSorted((a, b) => (a.site < b.site ? -1 : 1))).toEqual(
        simulator.state.stockOf('200431').toSorted((a, b) => (a.site < b.site ? -1 : 1)),
      )
    })

    test('subjects tell warehouses, buyers and suppliers apart, where the adapter has them', async () => {
      const { port, simulator } = world
      if (!port.capabilities.subjects) return
      const subjects = await all(port.subjects())
      expect(subjects).toHaveLength(simulator.state.subjects().length)
      expect(subjects.find(({ buyer }) => buyer)?.name).toMatch(/^Prodavnica/)
      expect(subjects.map(({ warehouse }) => warehouse)).toContain('Veleprodajni Magacin')
    })
  })
}

export function fulfilmentFor(simulator: Pick<Simulator, 'state'>, id: string): Fulfilment {
  const document = simulator.state.documents().find(({ direction }) => direction === 'out')
  if (!document) throw new Error('the company has no documents')
  const { number, site, partner, date, lines } = document
  const known = lines.filter(({ ident }) => simulator.state.article(ident))
  return {
    id,
    document: number,
    type: '3010',
    kind: 'fulfilment',
    direction: 'out',
    site,
    partner,
    date,
    lines: known,
  }
}

/** Everything that is read, once each; the first failure is thrown. */
export async function all<T>(pages: AsyncIterable<ErpResult<readonly T[]>>): Promise<T[]> {
  const rows: T[] = []
  for await (const page of pages) {
    if (!page.ok) throw new Error(`${page.failure.code}: ${page.failure.detail}`)
    rows.push(...page.value)
  }
  return rows
}

/** Every page as it comes, failures included. */
export async function pagesOf<T>(pages: AsyncIterable<T>): Promise<T[]> {
  const seen: T[] = []
  for await (const page of pages) seen.push(page)
  return seen
}
