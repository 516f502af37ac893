import { expect, test } from 'vitest'
import { readConfig } from '../../config.ts'
import { tidyUp } from '../../jobs/housekeeping.ts'
import { withoutRest } from '../../jobs/pace.ts'
import { makeLogger } from '../../observability/log.ts'
import { openSqliteStore } from '../../storage/sqlite/sqlite-store.ts'
import type { Client } from '../../testing/client.ts'
import { readStream } from '../../testing/read-stream.ts'
import { giveTask } from '../../testing/task.ts'
import { openWarehouse } from '../../testing/warehouse.ts'

type Live = {
  names_hidden: boolean
  queue: { number: string; workers: string[]; picked: number; lines_done: number }[]
  leaders: { name: string; lines: number; stale: boolean }[]
  kpi: Record<string, unknown>
}

async function wall() {
  const warehouse = await openWarehouse(openSqliteStore)
  const milena = await warehouse.as('sef')
  const enrolment = await milena.post('/api/devices/enrolments', { kind: 'tv', name: 'TV hala' })
  const enrolled = await warehouse.stranger.post('/api/auth/device-token', {
    code: enrolment.body.code,
    kind: 'tv',
  })
  const tv = warehouse.holding(enrolled.body.token as string)
  const given = await giveTask(
    milena,
    [
      ['200431', '2'],
      ['200432', '4'],
    ],
    { team: 't-1' },
  )
  const ana = await warehouse.as('ana')
  const pick = (ident: string, operation_id: string, quantity = 1000) =>
    ana.post(`/api/worker/tasks/${given.lines[ident]}/pick-by-code`, { operation_id, code: ident, quantity })
  const live = async () => (await tv.get('/api/tv/live')).body as unknown as Live
  return { ...{ warehouse, milena, tv, token: enrolled.body.token as string, pick, live }, ...given }
}

test('the TV shows who is where, without anybody signed in on it', async () => {
  const { warehouse, pick, live, tv } = await wall()
  await using _ = warehouse
  await pick('200431', 'a', 2000)
  expect(await live()).toMatchObject({
    ...{ warehouse: 'Veleprodajni Magacin', names_hidden: false },
    queue: [
      {
        ...{ number: '25-20CT-000279', status: 'in_progress', lines: 2, lines_done: 1, picked: 2000 },
        workers: ['Ana Kovačević', 'Luka Perović'],
      },
    ],
    leaders: [{ name: 'Ana Kovačević', lines: 1, completion: 0.5, stale: false }],
    kpi: { tasks_today: 1, completed_share: 0, active_workers: 1, lines_done_today: 1, shortages: 0 },
  })
  // Friday 9:30, shift A until 15:00.
  expect((await live()).kpi.shift_ends_at).toBe(Date.UTC(2025, 9, 3, 13))
  expect((await tv.get('/api/tv/queue')).body.queue).toHaveLength(1)
  expect((await tv.get('/api/tv/leaderboard')).body.leaders).toHaveLength(1)
  expect((await tv.get('/api/zaduznice')).status).toBe(403)
})

test('the stream brings a pick after its commit without being asked', async () => {
  const { warehouse, tv, pick } = await wall()
  await using _ = warehouse
  await using stream = readStream(await tv.raw('/api/tv/stream'))
  const first = await stream.next()
  expect(first).toMatchObject({ event: 'live', data: { queue: [{ picked: 0 }] } })
  await pick('200431', 'a')
  const next = await stream.next()
  expect(next).toMatchObject({ event: 'live', data: { queue: [{ picked: 1000 }] } })
})

test('a burst of picks is a few pictures, and the last one has them all', async () => {
  const { warehouse, tv, pick } = await wall()
  await using _ = warehouse
  await using stream = readStream(await tv.raw('/api/tv/stream'))
  await stream.next()
  await Promise.all([1, 2, 3, 4].map((number) => pick('200432', `burst ${number}`)))
  let pictures = 0
  for (;;) {
    pictures += 1
    const { data } = await stream.next()
    if ((data as Live).queue[0]?.picked === 4000) break
  }
  expect(pictures).toBeLessThanOrEqual(4)
})

test('a screen on the wall counts as connected while it follows, and a revocation darkens it at once', async () => {
  const { warehouse, milena, tv } = await wall()
  await using _ = warehouse
  const row = async () => {
    const { items } = (await milena.get('/api/devices')).body as {
      items: { name: string; online: boolean; id: string }[]
    }
    return items.find((device) => device.name === 'TV hala')
  }
  expect(await row()).toMatchObject({ online: false })
  await using stream = readStream(await tv.raw('/api/tv/stream'))
  await stream.next()
  expect(await row()).toMatchObject({ online: true })
  await milena.post(`/api/devices/${(await row())?.id}/revoke`)
  // At most the picture of the moment is still on its way.
  await expect(async () => {
    for (;;) await stream.next()
  }).rejects.toThrow('the stream ended')
  expect(await row()).toMatchObject({ online: false })
})

test('a browser that cannot send headers opens the stream by a token in its address; other routes do not take it', async () => {
  const { warehouse, token } = await wall()
  await using _ = warehouse
  const stream = await warehouse.stranger.raw(`/api/tv/stream?token=${token}`)
  expect(stream.headers.get('Content-Type')).toContain('text/event-stream')
  await stream.body?.cancel()
  expect((await warehouse.stranger.get(`/api/tv/live?token=${token}`)).status).toBe(401)
})

test('the privacy switch hides names everywhere on the TV, at once', async () => {
  const { warehouse, milena, pick, live, tv } = await wall()
  await using _ = warehouse
  await pick('200431', 'a')
  await using stream = readStream(await tv.raw('/api/tv/stream'))
  await stream.next()
  expect((await milena.send('PUT', '/api/settings/tv', { names_hidden: true })).body.names_hidden).toBe(true)
  const { data } = await stream.next()
  expect(JSON.stringify(data)).not.toMatch(/Ana|Luka|Kovačević|Perović/)
  expect(data as Live).toMatchObject({
    names_hidden: true,
    leaders: [{ name: expect.stringMatching(/^#\d+$/) }],
  })
  await milena.send('PATCH', '/api/settings', { names_hidden: false })
  expect((await live()).leaders[0]?.name).toBe('Ana Kovačević')
})

test('a worker whose phone has been silent for 20 minutes is stale, never zero', async () => {
  const { warehouse, pick, live } = await wall()
  await using _ = warehouse
  await pick('200431', 'a', 2000)
  warehouse.clock.now += 21 * 60_000
  expect((await live()).leaders).toMatchObject([{ name: 'Ana Kovačević', lines: 1, stale: true }])
})

test('yesterday is not today: at midnight the board begins anew, and open work stays', async () => {
  const { warehouse, pick, live } = await wall()
  await using _ = warehouse
  await pick('200431', 'a', 2000)
  warehouse.clock.now += 24 * 60 * 60_000
  const next = await live()
  expect(next.leaders).toEqual([])
  expect(next.kpi).toMatchObject({ lines_done_today: 0, tasks_today: 1 })
  expect(next.queue).toMatchObject([{ picked: 2000 }])
})

test('the desk hears what changed and resumes after a cut without missing any of it', async () => {
  const { warehouse, milena, pick, task, requisition } = await wall()
  await using _ = warehouse
  // The first act of a person through the API makes a device for it, which is a change of its own.
  await pick('200432', 'first')
  const stream = readStream(await milena.raw('/api/events/stream'))
  await pick('200431', 'a')
  const keys = await collect(stream, 2)
  expect(keys.map(({ topic, key }) => `${topic} ${key}`).sort()).toEqual([
    `requisitions ${requisition}`,
    `tasks ${task}`,
  ])
  await stream[Symbol.asyncDispose]()

  const since = keys.at(-1)?.seq ?? 0
  await pick('200431', 'b')
  await pick('200432', 'c')
  await using resumed = readStream(await resume(milena, since))
  const missed = await collect(resumed, 4)
  expect(missed.every(({ seq }) => seq > since)).toBe(true)
  await pick('200432', 'd')
  expect((await collect(resumed, 2)).map(({ topic }) => topic)).toContain('tasks')
})

test('a desk that slept through a week is told to read everything again', async () => {
  const { warehouse, pick } = await wall()
  await using _ = warehouse
  await pick('200431', 'a')
  warehouse.clock.now += 10 * 86_400_000
  const settings = readConfig({})
  if (!settings.ok) throw new Error(settings.problems.join())
  await tidyUp(warehouse.store, settings.config.keeping, makeLogger('silent'), withoutRest)
  const back = await warehouse.as('sef')
  await warehouse.store.write(async (tx) => tx.changed('settings', 'shifts'))
  await using stream = readStream(await resume(back, 1))
  const told = await collect(stream, 9)
  expect(new Set(told.map(({ topic }) => topic)).size).toBe(9)
  expect(told.every(({ key }) => key === '*')).toBe(true)
})

test('the overview tells where everybody was last', async () => {
  const { warehouse, milena, pick, task } = await wall()
  await using _ = warehouse
  await pick('200431', 'a')
  expect((await milena.get('/api/overview')).body).toMatchObject({
    workers: [
      {
        ...{
          worker: 'p-ana',
          name: 'Ana Kovačević',
          task,
          number: '25-20CT-000279',
          act: 'picked',
          qty: 1000,
        },
        ...{ location: expect.stringMatching(/^ZA-R11/), article: 'Jastuk KING' },
      },
    ],
    lines_done_today: 0,
  })
})

type Change = { seq: number; topic: string; key: string }

async function collect(stream: ReturnType<typeof readStream>, count: number): Promise<Change[]> {
  const changes: Change[] = []
  while (changes.length < count) changes.push((await stream.next()).data as Change)
  return changes
}

function resume(client: Client, since: number): Promise<Response> {
  return client.raw('/api/events/stream', { headers: { 'Last-Event-ID': String(since) } })
}
