import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { systemClock } from '../../clock.ts'
import { all } from '../erp-port-contract.ts'
import { createGatewayAdapter } from '../gateway/gateway-adapter.ts'
import { politePace } from '../manners.ts'
import { createSimulator, type SimulatorOptions } from './create-simulator.ts'
import { allTraps, localText } from './world.ts'

const closing: Array<() => Promise<void> | void> = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

async function started(options: SimulatorOptions = {}) {
  const simulator = await createSimulator({ days: 2, ...options })
  closing.push(simulator.close)
  const send = (method: string, where: string, body?: unknown, token?: string) =>
    fetch(simulator.url + where, {
      method,
      headers: {
        'content-type': 'application/json',
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
  const login = async (username: string, password: string) => {
    const answer = (await (await send('POST', '/login', { username, password })).json()) as { token: string }
    return answer.token
  }
  return { simulator, send, login }
}

test('the same seed makes the same company, another one another', async () => {
  const now = () => Date.parse('2026-03-10T08:00:00Z')
  const [one, same, other] = await Promise.all([
    started({ now }),
    started({ now }),
    started({ now, seed: 2 }),
  ])
  expect(one.simulator.state.documents()).toEqual(same.simulator.state.documents())
  expect(one.simulator.state.documents()).not.toEqual(other.simulator.state.documents())
})

test('with all traps the company shows each of them', async () => {
  const { simulator } = await started({ days: 30, documentsPerDay: 30 })
  const documents = simulator.state.documents()
  const lines = documents.flatMap((document) => document.lines)
  expect(Object.values(allTraps)).not.toContain(false)
  expect(simulator.state.article('00013')).toBeDefined()
  expect(documents.some(({ site }) => site !== site.trim())).toBe(true)
  expect(documents.some(({ site }) => site === site.toUpperCase())).toBe(true)
  expect(documents.some(({ partner }) => partner.trim() === 'Prodavnica - Rožaje')).toBe(true)
  expect(lines.some(({ ident }) => simulator.state.article(ident) === undefined)).toBe(true)
  expect(documents.some((one) => new Set(one.lines.map(({ ident }) => ident)).size < one.lines.length)).toBe(
    true,
  )
})

test('the gateway refuses what the real one refuses', async () => {
  const { send, login } = await started()
  expect((await send('POST', '/login', { username: 'most', password: 'x' })).status).toBe(401)
  const token = await login('most', 'most-proba')
  const get = (body: unknown, as = token) => send('POST', '/get', body, as)
  expect((await get({ method: 'GetSubjectWMS' }, 'izmisljen')).status).toBe(401)
  expect((await get({ method: 'GetSubjectWMS', filters: {} })).status).toBe(400)
  const like = { 'm.adDate': { operator: 'like', value: '2026' } }
  expect((await get({ method: 'GetIssueDocWMS', filters: like })).status).toBe(400)
  expect((await get({ method: 'getStock' })).status).toBe(403)
  expect((await get({ method: 'getStock' }, await login('zalihe', 'zalihe-proba'))).status).toBe(200)
  expect((await get({ method: 'GetSubjectWMS', offset: 5000 })).status).toBe(204)
})

test('bookings and changed documents outlive a restart, half a line at the end included', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'erp-simulator-'))
  closing.push(() => rmSync(folder, { recursive: true }))
  const file = path.join(folder, 'state.jsonl')
  const first = await createSimulator({ days: 2, file })
  const document = first.state.documents().find(({ direction }) => direction === 'out')
  if (!document) throw new Error('no documents')
  const stock = first.state.stockOf(document.lines[0]?.ident ?? '')[0]?.qty ?? 0
  const lines = document.lines.slice(0, 1)
  const { acKey } = first.state.book({
    ...{ acDoc1: 'MT-1', type: '3010', date: document.date, lines },
    ...{ issuer: document.site, receiver: document.partner, note: '' },
  })
  first.changeDocument(document.number, { status: 'S' })
  await first.close()
  appendFileSync(file, '{"op":"book","boo')
  const second = await createSimulator({ days: 2, file })
  closing.push(second.close)
  expect(second.state.bookings()).toMatchObject([{ acKey, acDoc1: 'MT-1' }])
  expect(second.state.document(document.number)?.status).toBe('S')
  expect(second.state.stockOf(lines[0]?.ident ?? '')[0]?.qty).toBe(stock - (lines[0]?.qty ?? 0))
})

test('a person at the ERP changes, cancels and adds documents and articles, and breaks the line', async () => {
  const { simulator, send } = await started()
  const [document] = simulator.state.documents()
  if (!document) throw new Error('no documents')
  expect(
    (await send('PATCH', `/admin/documents/${document.number}`, { quantities: { 1: 0 }, status: 'S' }))
      .status,
  ).toBe(200)
  expect(simulator.state.document(document.number)).toMatchObject({ status: 'S' })
  expect(simulator.state.document(document.number)?.lines.map(({ pos }) => pos)).not.toContain(1)
  const { changedAt: _, ...added } = { ...document, number: '26-20CT-900001' }
  expect((await send('POST', '/admin/documents', added)).status).toBe(201)
  expect((await send('PUT', '/admin/articles', { ident: '0009990', name: 'Stari artikal' })).status).toBe(204)
  expect(simulator.state.article('0009990')?.name).toBe('Stari artikal')
  expect((await send('PUT', '/admin/faults', { script: [{ kind: 'busy' }] })).status).toBe(204)
  expect((await send('POST', '/login', {})).status).toBe(429)
  expect((await send('PUT', '/admin/rate-limit', { per_second: 0 })).status).toBe(400)
  expect((await send('PATCH', '/admin/documents/nema', {})).status).toBe(404)
})

test('the rate limit of a real site can be switched on', async () => {
  const { simulator, send } = await started()
  simulator.setRateLimit(0.01)
  const statuses = [await send('POST', '/login', {}), await send('POST', '/login', {})].map(
    ({ status }) => status,
  )
  expect(statuses).toEqual([401, 429])
})

test('the page shows documents and bookings in both languages, asks nobody else, and escapes what it shows', async () => {
  const { simulator, send } = await started()
  const [document] = simulator.state.documents()
  if (!document) throw new Error('no documents')
  const booking = {
    ...{ type: '3010', date: '2026-03-10', lines: document.lines, note: '' },
    issuer: 'A',
    receiver: '<b>',
  }
  simulator.state.book({ ...booking, acDoc1: 'MT-1' })
  simulator.state.book({ ...booking, acDoc1: 'MT-1' })
  const page = await (await send('GET', '/')).text()
  expect(page).toContain('MT-1')
  expect(page).toContain('dva puta')
  expect(page).toContain(simulator.state.documents().at(-1)?.number)
  expect(page).not.toContain('<b></td>')
  expect(page).not.toMatch(/https?:\/\//)
  expect(await (await send('GET', '/?lang=en')).text()).toContain('PANTHEON simulator')
})

test('sixty thousand articles are read through the gateway in far less than three minutes', async () => {
  const { simulator } = await started({ articles: 60_000 })
  const port = createGatewayAdapter({
    ...{ url: simulator.url, user: 'most', password: 'most-proba', pageSize: 1000, cancelledStatuses: [] },
    ...{ receiptMethod: 'GetReceiptDocWMS', pace: { ...politePace, gapMs: 0 }, clock: systemClock },
  })
  const began = performance.now()
  expect(await all(port.articles())).toHaveLength(simulator.state.articles().length)
  expect(performance.now() - began).toBeLessThan(60_000)
}, 90_000)

test('local time is that of the site, also in summer', () => {
  expect(localText(Date.parse('2026-01-31T23:30:00Z'))).toBe('2026-02-01 00:30:00')
  expect(localText(Date.parse('2026-07-31T21:59:59Z'))).toBe('2026-07-31 23:59:59')
})
