import type { quarantineDetail, quarantineList } from 'shared-schema/api/quarantine.ts'
import type { task as taskAnswer } from 'shared-schema/api/tasks.ts'
import type { WorkAct } from 'shared-schema/domain/picking/event.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type * as z from 'zod'
import { browserPlatform } from '../../client/src/replica/platform.ts'
import type { Replica, Watched } from '../../client/src/replica/replica.ts'
import { openReplicaInNode } from '../../client/src/replica/replica-in-node.ts'
import { until } from '../../client/src/replica/watched.ts'
import { type AssignedTask, assignSample } from '../stack/assigned-task.ts'
import { type Office, openOffice } from '../stack/office.ts'
import { type RunningServer, startServer } from '../stack/start-server.ts'

let server: RunningServer
let office: Office
let task: AssignedTask
const open: Replica[] = []

beforeAll(async () => {
  server = await startServer({ LOG_LEVEL: 'warn' })
  office = await openOffice(server.url)
  task = await assignSample(office)
}, 60_000)
afterAll(async () => {
  for (const replica of open) await replica.stop()
  await server[Symbol.asyncDispose]()
}, 30_000)

const soon = <T>(watched: Watched<T>, accept: (value: T) => boolean) =>
  until(watched, accept, AbortSignal.timeout(30_000))

async function openPhone(name: string): Promise<Replica> {
  const replica = await openReplicaInNode({ baseUrl: server.url, name, platform: browserPlatform() })
  open.push(replica)
  return replica
}

async function phone(username: string, pin: string): Promise<Replica> {
  const replica = await openPhone(`${username}-with-a-bad-memory`)
  expect(await replica.enrol({ username, pin })).toEqual({ ok: true })
  expect(await replica.signIn(username, pin)).toEqual({ ok: true })
  await soon(replica.tasks, (tasks) => tasks.some(({ id }) => id === task.id))
  return replica
}

async function pick(replica: Replica): Promise<string> {
  const act: WorkAct = { type: 'picked', task: task.id, line: task.line('200431'), qty: 1000, way: 'trigger' }
  const recorded = await replica.record([act])
  if (!recorded.ok) throw new Error(recorded.failure.code)
  return recorded.events[0]?.id ?? ''
}

/** Changes the quantity of an event where the phone keeps it, as a worn-out memory might. */
async function goBad(database: string, id: string): Promise<void> {
  const done = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error ?? new Error('no answer'))
    })
  const memory = await done(indexedDB.open(database))
  const events = memory.transaction('events', 'readwrite').objectStore('events')
  const row = (await done(events.get(id))) as { event: object }
  await done(events.put({ ...row, event: { ...row.event, qty: 9_000_000 } }))
  memory.close()
}

test('SY-11 DV-06 two of Ana’s forty picks went bad in her phone’s memory: it recovers by itself, the good ones count, she and the desk see the bad ones, and Luka waits for nothing', async () => {
  const [ana, luka] = [await phone('ana', '1111'), await phone('luka', '2222')]
  const port = server.port
  await server.kill()
  const picked: string[] = []
  for (let count = 0; count < 40; count++) picked.push(await pick(ana))
  await ana.stop()

  const bad = [picked[7] ?? '', picked[23] ?? '']
  for (const id of bad) await goBad('ana-with-a-bad-memory-log', id)

  await server.restart()
  expect(server.port).toBe(port)
  const again = await openPhone('ana-with-a-bad-memory')
  // While her phone finds out which are bad, his work goes on.
  for (let count = 0; count < 10; count++) {
    await pick(luka)
    await soon(luka.unsent, (unsent) => unsent.count === 0)
  }
  await soon(again.unsent, ({ count, refused }) => count === 0 && refused === bad.length)
  expect(again.disputed().map(({ event, state, code }) => [event.id, state, code])).toEqual(
    [...bad].reverse().map((id) => [id, 'refused', 'mac_invalid']),
  )

  office = await openOffice(server.url)
  const { items, events } = await office.get<z.infer<typeof taskAnswer>>(`/api/zaduznice/${task.id}`)
  expect(items.find(({ ident }) => ident === '200431')?.picked).toBe((picked.length - bad.length + 10) * 1000)
  const inLog = new Set(events.map(({ id }) => id))
  expect(picked.filter((id) => !inLog.has(id))).toEqual(bad)

  const quarantine = await office.get<z.infer<typeof quarantineList>>('/api/quarantine?limit=10')
  expect(new Set(quarantine.items.map(({ code }) => code))).toEqual(new Set(['mac_invalid']))
  const frame = await office.get<z.infer<typeof quarantineDetail>>(
    `/api/quarantine/${quarantine.items.at(-1)?.id}`,
  )
  expect(frame.entries.find(({ key }) => key === bad[0])?.event).toMatchObject({
    qty: 9_000_000,
    by: 'p-ana',
  })
}, 90_000)
