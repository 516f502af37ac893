import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import type { Connection, PhotoSummary } from '../replica.ts'
import { createSource } from '../watched.ts'
import { createPhotoShelf } from './photo-shelf.ts'
import { openPhotoStore } from './photo-store.ts'

const DAY = 24 * 60 * 60_000
const jpeg = (seed: number) => Uint8Array.from([0xff, 0xd8, 0xff, ...Array.from({ length: 90 }, () => seed)])
const nameOf = async (bytes: Uint8Array<ArrayBuffer>) =>
  [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')

/** A server that keeps photos under a name, and a phone that can be switched on and off. */
function world() {
  const server = { epoch: 'e-1', photos: new Map<string, Uint8Array>(), fails: 0, asked: 0 }
  const database = `photos-${crypto.randomUUID()}`
  let now = 1_760_000_000_000
  const timers: { ms: number; run: () => void }[] = []
  const answer: typeof fetch = async (url, init) => {
    server.asked += 1
    if (server.fails > 0) {
      server.fails -= 1
      throw new TypeError('no network')
    }
    const name = String(url).split('/').at(-1) ?? ''
    server.photos.set(name, new Uint8Array(init?.body as Uint8Array<ArrayBuffer>))
    return Response.json({ sha256: name, size: 1 })
  }
  const switchOn = async (state: Connection['state'] = 'offline') => {
    const connection = createSource<Connection>({ state })
    const summary = createSource<PhotoSummary>({ waiting: 0 })
    const shelf = createPhotoShelf({
      summary,
      baseUrl: 'http://magacin.example',
      platform: {
        fetch: answer,
        after: (ms, run) => {
          timers.push({ ms, run })
          return () => {}
        },
        wall: () => now,
        random: () => 1,
        subtle: crypto.subtle,
      },
      store: openPhotoStore(database),
      log: { recall: async () => server.epoch as never },
      token: () => 'token',
      connection,
    })
    await shelf.load()
    return { ...shelf, summary, connection }
  }
  const pass = (ms: number) => {
    now += ms
  }
  return { server, timers, switchOn, pass }
}
const waits = (shelf: { summary: { get: () => { waiting: number } } }, waiting: number) =>
  expect.poll(() => shelf.summary.get().waiting).toBe(waiting)

test('DV-19 a photo taken without a network survives a reload and goes out with the first line', async () => {
  const { server, switchOn } = world()
  const before = await switchOn()
  const kept = await before.keep(jpeg(1))
  expect(kept).toEqual({ ok: true, sha256: await nameOf(jpeg(1)) })
  expect(before.summary.get()).toEqual({ waiting: 1 })
  before.stop()

  const after = await switchOn()
  await waits(after, 1)
  expect(await after.find(await nameOf(jpeg(1)))).toEqual(jpeg(1))
  after.connection.set({ state: 'online' })
  await waits(after, 0)
  expect(server.photos.get(await nameOf(jpeg(1)))).toEqual(jpeg(1))
  after.stop()
})

test('DV-19 a server that cannot take it is asked again after a growing wait, and the same picture is kept once', async () => {
  const { server, timers, switchOn } = world()
  server.fails = 2
  const phone = await switchOn('online')
  await phone.keep(jpeg(2))
  await phone.keep(jpeg(2))
  await expect.poll(() => timers.length).toBe(1)
  timers[0]?.run()
  await expect.poll(() => timers.length).toBe(2)
  expect(timers.map(({ ms }) => ms)).toEqual([2_000, 4_000])
  expect(phone.summary.get()).toEqual({ waiting: 1 })
  timers[1]?.run()
  await waits(phone, 0)
  expect([...server.photos.keys()]).toEqual([await nameOf(jpeg(2))])
  phone.stop()
})

test('DV-19 it stays two weeks: a server that was put back gets it again, and then it is forgotten', async () => {
  const { server, switchOn, pass } = world()
  const first = await switchOn('online')
  await first.keep(jpeg(3))
  await waits(first, 0)
  first.stop()

  server.epoch = 'e-2'
  server.photos.clear()
  pass(13 * DAY)
  const second = await switchOn('online')
  await expect.poll(() => server.photos.size).toBe(1)
  await waits(second, 0)
  second.stop()

  const asked = server.asked
  pass(15 * DAY)
  const third = await switchOn('online')
  const name = await nameOf(jpeg(3))
  await expect.poll(() => third.find(name)).toBeUndefined()
  expect(server.asked).toBe(asked)
  third.stop()
})
