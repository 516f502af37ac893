import 'fake-indexeddb/auto'
import { expect, onTestFinished, test } from 'vitest'
import { openIndexedDbLog } from '../device-log/indexed-db-log.ts'
import { browserPlatform } from '../platform.ts'
import type { Connection } from '../replica.ts'
import { createSource, until } from '../watched.ts'
import { openDownChannel } from './down-channel.ts'

type Row = { seq: number; id: string; [field: string]: unknown }

/** A server with rows, a phone that can be reloaded, and a network that comes and goes. */
function warehouse(name: string) {
  const rows: Record<string, Row[]> = { tasks: [], articles: [], people: [], site: [], verdicts: [] }
  const connection = createSource<Connection>({ state: 'offline' })
  const asked: string[] = []
  const fetch = async (url: string) => {
    const { pathname, searchParams } = new URL(url)
    const collection = pathname.split('/').at(-1) ?? ''
    const since = Number(searchParams.get('since'))
    asked.push(`${collection} since ${since}`)
    const later = (rows[collection] ?? []).filter(({ seq }) => seq > since)
    const documents = later.map(({ seq: _, ...document }) => ({ _deleted: false, ...document }))
    const seq = later.reduce((most, row) => Math.max(most, row.seq), since)
    return new Response(JSON.stringify({ documents, checkpoint: { seq } }))
  }
  const open = async () => {
    const log = openIndexedDbLog(`${name}-log`)
    const down = await openDownChannel({
      name,
      baseUrl: 'http://warehouse',
      token: () => 'device-token',
      connection,
      log,
      platform: { ...browserPlatform(), fetch: fetch as unknown as typeof globalThis.fetch },
    })
    let stopped = false
    const stop = async () => {
      if (stopped) return
      stopped = true
      await down.stop()
      log.close()
    }
    onTestFinished(stop)
    return { ...down, stop }
  }
  return { rows, connection, asked, open }
}

const article = (ident: string) => ({
  ident,
  name: ident,
  unit: 'KOM',
  active: true,
  barcodes: [{ code: `389${ident}`, factor: 1000 }],
})

test('DV-12 what was pulled once is there after a reload in the aisle, catalogue included', async () => {
  const { rows, connection, asked, open } = warehouse('channel-1')
  rows.tasks?.push({ seq: 1, id: 'T1' })
  rows.articles?.push({ seq: 2, id: 'chunk-0', articles: [article('200431')] })
  const first = await open()
  expect(asked).toEqual([])
  connection.set({ state: 'online' })
  first.welcome('e1')
  await until(first.tasks, (tasks) => tasks.length === 1)
  await until(first.catalogue, ({ byIdent }) => byIdent.size === 1)
  await first.stop()

  connection.set({ state: 'offline' })
  const before = asked.length
  const reloaded = await open()
  expect(reloaded.tasks.get().map(({ id }) => id)).toEqual(['T1'])
  await until(reloaded.catalogue, ({ byCode }) => byCode.has('389200431'))
  expect(asked).toHaveLength(before)
})

test('DV-13 a restored server counts from an older number: the phone keeps showing what it has until it has all of the new', async () => {
  const { rows, connection, asked, open } = warehouse('channel-2')
  rows.tasks?.push({ seq: 900, id: 'old', number: 'before' }, { seq: 901, id: 'gone' })
  const phone = await open()
  connection.set({ state: 'online' })
  phone.welcome('e1')
  await until(phone.tasks, (tasks) => tasks.length === 2)

  const seen: string[][] = []
  phone.tasks.subscribe(() => seen.push(phone.tasks.get().map(({ id }) => id)))
  rows.tasks = [{ seq: 5, id: 'old', number: 'after' }]
  phone.welcome('e2')
  await until(phone.tasks, (tasks) => tasks.length === 1)
  expect(phone.tasks.get()[0]?.number).toBe('after')
  expect(seen).not.toContainEqual([])
  expect(asked).toContain('tasks since 0')
  await phone.stop()

  connection.set({ state: 'offline' })
  const reloaded = await open()
  expect(reloaded.tasks.get()[0]?.number).toBe('after')
})
