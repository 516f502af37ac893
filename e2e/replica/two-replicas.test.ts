import { readdirSync } from 'node:fs'
import { cp, rm } from 'node:fs/promises'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { WorkAct, WorkEvent } from 'shared-schema/domain/picking/event.ts'
import { foldTask } from 'shared-schema/domain/picking/fold.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
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
let running: Replica[] = []
let names = 0

beforeEach(async () => {
  server = await startServer({ ENROL_AT_LOGIN: 'true', DEMO: 'true' })
  office = await openOffice(server.url)
  task = await assignSample(office)
}, 60_000)
afterEach(async () => {
  for (const replica of running) await replica.stop()
  running = []
  await server[Symbol.asyncDispose]()
}, 30_000)

async function open(name: string, platform = browserPlatform()): Promise<Replica> {
  const replica = await openReplicaInNode({ baseUrl: server.url, name, platform })
  running.push(replica)
  return replica
}

/** A phone of a worker who was online once: enrolled, signed in, with the task on it. */
async function phone(username: string, pin: string, platform = browserPlatform()) {
  const name = `${username}-${++names}`
  const replica = await open(name, platform)
  expect(await replica.enrol({ username, pin })).toEqual({ ok: true })
  expect(await replica.signIn(username, pin)).toEqual({ ok: true })
  await soon(replica.tasks, (tasks) => tasks.some(({ id }) => id === task.id))
  await soon(replica.people, (people) => people.length > 0)
  return { name, replica }
}

function soon<T>(watched: Watched<T>, accept: (value: T) => boolean): Promise<T> {
  return until(watched, accept, AbortSignal.timeout(20_000))
}

async function record(replica: Replica, acts: readonly WorkAct[]): Promise<readonly WorkEvent[]> {
  const recorded = await replica.record(acts)
  if (!recorded.ok) throw new Error(recorded.failure.code)
  return recorded.events
}
const pick = (ident: string): WorkAct => ({
  type: 'picked',
  task: task.id,
  line: task.line(ident),
  qty: 1000,
  way: 'trigger',
})
async function pickMany(replica: Replica, ident: string, count: number): Promise<void> {
  for (let done = 0; done < count; done++) await record(replica, [pick(ident)])
}

const emptied = (replica: Replica) => soon(replica.unsent, ({ count }) => count === 0)
const holds = (replica: Replica, count: number) =>
  soon(replica.events(task.id), (events) => events.length === count)
async function logOfServer(): Promise<string[]> {
  const { events } = await office.get<{ events: { id: string }[] }>(`/api/zaduznice/${task.id}`)
  return events.map(({ id }) => id)
}
const ids = (replica: Replica) =>
  replica
    .events(task.id)
    .get()
    .map(({ id }) => id)
    .sort()

test('DV-03 Ana and Luka pick one task with the server killed; it comes back, and everything is there once on all three', async () => {
  const ana = await phone('ana', '1111')
  const luka = await phone('luka', '2222')
  await server.kill()
  await Promise.all([pickMany(ana.replica, '200432', 150), pickMany(luka.replica, '200432', 150)])
  await record(luka.replica, [
    { type: 'line_closed', task: task.id, line: task.line('200118'), reason: 'out_of_stock', seen: 0 },
  ])
  await pickMany(ana.replica, '200118', 4)
  expect(ana.replica.unsent.get().count).toBe(154)
  expect(luka.replica.unsent.get().count).toBe(151)

  await server.restart()
  await Promise.all([emptied(ana.replica), emptied(luka.replica)])
  await Promise.all([holds(ana.replica, 305), holds(luka.replica, 305)])
  expect(ids(ana.replica)).toEqual(ids(luka.replica))
  expect((await logOfServer()).sort()).toEqual(ids(ana.replica))

  const [plan] = ana.replica.tasks.get()
  if (plan === undefined) throw new Error('the task went away')
  const state = foldTask(plan, luka.replica.events(task.id).get())
  expect(state.lines.get(task.line('200432'))).toMatchObject({ picked: 300_000, over: 290_000 })
  expect(state.exceptions.map(({ kind }) => kind).sort()).toEqual(['closed_then_picked', 'over_pick'])
}, 90_000)

test('SY-08 the server is killed right after the last acknowledgement and started again: all of it is there', async () => {
  const ana = await phone('ana', '1111')
  await pickMany(ana.replica, '200431', 20)
  await emptied(ana.replica)
  await server.kill()
  await server.restart()
  expect(await logOfServer()).toHaveLength(20)
  await record(ana.replica, [pick('200431')])
  await emptied(ana.replica)
  expect(await logOfServer()).toHaveLength(21)
}, 60_000)

test('DV-12 a phone reloaded without a network knows its worker, its task and its unsent picks, and sends them later', async () => {
  const ana = await phone('ana', '1111')
  await server.kill()
  await pickMany(ana.replica, '200431', 5)
  await ana.replica.stop()

  const reloaded = await open(ana.name)
  expect(reloaded.signedIn.get()?.worker).toBe('p-ana')
  expect(reloaded.tasks.get().map(({ id }) => id)).toEqual([task.id])
  expect(reloaded.events(task.id).get()).toHaveLength(5)
  expect(reloaded.unsent.get().count).toBe(5)
  reloaded.signOut()
  expect(await reloaded.signIn('p-ana', '1111')).toEqual({ ok: true })
  await record(reloaded, [pick('200431')])

  await server.restart()
  await emptied(reloaded)
  expect(await logOfServer()).toHaveLength(6)
}, 60_000)

test('DV-06 one event with a broken authentication code is refused and shown; the good ones before and after it arrive', async () => {
  const platform = browserPlatform()
  let forge = false
  const { subtle } = platform
  if (subtle === undefined) throw new Error('no WebCrypto')
  const forging = new Proxy(subtle, {
    get: (target, name) => {
      if (name === 'sign' && forge) return async () => new Uint8Array(32).buffer
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  const ana = await phone('ana', '1111', { ...platform, subtle: forging })
  await server.kill()
  await pickMany(ana.replica, '200431', 3)
  forge = true
  const [bad] = await record(ana.replica, [pick('200431')])
  forge = false
  await pickMany(ana.replica, '200431', 3)
  await server.restart()
  await soon(ana.replica.unsent, ({ count, refused }) => count === 0 && refused === 1)
  expect(ana.replica.outboxState(bad?.id ?? '')).toBe('refused')
  expect(await logOfServer()).toHaveLength(6)
}, 60_000)

test('online, a pick is on the phone of the teammate as it happens, and neither counts it twice', async () => {
  const ana = await phone('ana', '1111')
  const luka = await phone('luka', '2222')
  await pickMany(ana.replica, '200431', 4)
  await holds(luka.replica, 4)
  await pickMany(luka.replica, '200431', 2)
  await Promise.all([
    holds(ana.replica, 6),
    holds(luka.replica, 6),
    emptied(ana.replica),
    emptied(luka.replica),
  ])
  expect(ids(ana.replica)).toEqual(ids(luka.replica))
  expect(await logOfServer()).toHaveLength(6)
}, 60_000)

test('DV-07 the server is restored from a backup: the phone that is there brings back its own picks and the teammate’s', async () => {
  const ana = await phone('ana', '1111')
  const luka = await phone('luka', '2222')
  await pickMany(ana.replica, '200431', 2)
  await holds(luka.replica, 2)
  const backup = path.join(path.dirname(server.dataDir), 'backup')
  await server.stop()
  await cp(server.dataDir, backup, { recursive: true })
  await server.restart()

  await pickMany(ana.replica, '200431', 3)
  await pickMany(luka.replica, '200431', 4)
  await Promise.all([emptied(ana.replica), emptied(luka.replica), holds(luka.replica, 9)])
  await ana.replica.stop()
  await server.kill()
  await rm(server.dataDir, { recursive: true })
  await cp(backup, server.dataDir, { recursive: true })
  takeNewEpoch(server.dataDir)
  await server.restart()
  expect(await logOfServer()).toHaveLength(2)

  await expect.poll(async () => (await logOfServer()).length, { timeout: 20_000 }).toBe(9)
  const back = await open(ana.name)
  await holds(back, 9)
  // What the server lost counts as unsent again, until it is seen to have it; a phone that has not heard of the loss yet counts nothing.
  await expect.poll(() => back.connection.get().state, { timeout: 20_000 }).toBe('online')
  await expect.poll(() => back.unsent.get(), { timeout: 20_000 }).toMatchObject({ count: 0, refused: 0 })
  expect((await logOfServer()).sort()).toEqual(ids(back))
}, 90_000)

/** What a restore has to do besides copying files: the devices must notice. */
function takeNewEpoch(dataDir: string): void {
  const [file] = readdirSync(dataDir).filter((name) => /\.(db|sqlite)$/.test(name))
  const database = new DatabaseSync(path.join(dataDir, file ?? ''))
  database.prepare("delete from meta where key = 'epoch'").run()
  database.close()
}
