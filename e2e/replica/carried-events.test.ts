import { type CarriedEvents, readCarried, writeCarried } from 'shared-schema/documents/carried-events.ts'
import type { WorkAct } from 'shared-schema/domain/picking/event.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { browserPlatform, type Platform } from '../../client/src/replica/platform.ts'
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
  server = await startServer()
  office = await openOffice(server.url)
  task = await assignSample(office)
}, 60_000)
afterEach(async () => {
  for (const replica of running) await replica.stop()
  running = []
  await server[Symbol.asyncDispose]()
}, 30_000)

/** A phone whose radio can be switched off for good; `revive` opens it again, with another radio. */
async function phone(username: string, pin: string) {
  const name = `carry-${username}-${++names}`
  const open = async (radio: { on: boolean }) => {
    const replica = await openReplicaInNode({ baseUrl: server.url, name, platform: heard(radio) })
    running.push(replica)
    return replica
  }
  const radio = { on: true }
  const replica = await open(radio)
  expect(await replica.enrol({ username, pin })).toEqual({ ok: true })
  expect(await replica.signIn(username, pin)).toEqual({ ok: true })
  await soon(replica.tasks, (tasks) => username === 'jelena' || tasks.length > 0)
  return { replica, radio, reopen: open }
}

function heard(radio: { on: boolean }): Platform {
  const browser = browserPlatform()
  return {
    ...browser,
    fetch: (...request) => (radio.on ? browser.fetch(...request) : Promise.reject(new TypeError('no radio'))),
    openSocket: (url) => {
      if (!radio.on) throw new Error('no radio')
      return browser.openSocket(url)
    },
  }
}

function soon<T>(watched: Watched<T>, accept: (value: T) => boolean): Promise<T> {
  return until(watched, accept, AbortSignal.timeout(20_000))
}
const pick = (): WorkAct => ({
  ...{ type: 'picked', task: task.id, line: task.line('200431'), qty: 1000, way: 'trigger' },
})
/** Out as text and in again, as a file goes. */
function byFile(replica: Replica): CarriedEvents {
  const given = replica.giveOut()
  const read = readCarried(writeCarried(given ?? fail()))
  if (!read.ok) throw new Error(read.failure.code)
  return read.carried
}
function fail(): never {
  throw new Error('nothing was given out')
}
async function inLog(): Promise<number> {
  const { events } = await office.get<{ events: unknown[] }>(`/api/zaduznice/${task.id}`)
  return events.length
}

test('DV-16 Ana’s phone never reaches the server: Jelena’s, offline and opened anew, brings her picks, and they count once', async () => {
  const ana = await phone('ana', '1111')
  const jelena = await phone('jelena', '3333')
  await ana.replica.stop()
  await jelena.replica.stop()

  const [mute, away] = [{ on: false }, { on: false }]
  const lonely = await ana.reopen(mute)
  for (let count = 0; count < 5; count++) expect(await lonely.record([pick()])).toMatchObject({ ok: true })
  const carried = byFile(lonely)
  expect(carried.events).toHaveLength(5)

  const carrier = await jelena.reopen(away)
  expect(await carrier.takeIn(carried)).toEqual({ ok: true, fresh: 5 })
  expect(await carrier.takeIn(carried)).toEqual({ ok: true, fresh: 0 })
  expect(carrier.carried.get()).toMatchObject({ count: 5, from: [carried.name] })
  // She has no network either, so she could hand them on to a third phone.
  expect(carrier.giveOut()?.events).toHaveLength(5)
  await carrier.stop()
  expect(await inLog()).toBe(0)

  const nearTheDoor = await jelena.reopen({ on: true })
  await soon(nearTheDoor.carried, ({ count }) => count === 0)
  expect(await inLog()).toBe(5)

  // Ana's phone still holds them as unsent, and goes on.
  expect(lonely.unsent.get().count).toBe(5)
  await lonely.record([pick()])
  await lonely.stop()
  const back = await ana.reopen({ on: true })
  await soon(back.unsent, ({ count }) => count === 0)
  expect(await inLog()).toBe(6)
  const line = (await office.get<{ items: { ident: string; picked: number }[] }>(`/api/zaduznice/${task.id}`))
    .items
  expect(line.find(({ ident }) => ident === '200431')?.picked).toBe(6000)
}, 60_000)

test('DV-16 the phone that gave them out is online again before they arrive: nothing doubles', async () => {
  const ana = await phone('ana', '1111')
  const luka = await phone('luka', '2222')
  for (let count = 0; count < 3; count++) await ana.replica.record([pick()])
  const carried = { ...byFile(ana.replica), events: ana.replica.events(task.id).get() }
  await soon(ana.replica.unsent, ({ count }) => count === 0)
  await luka.replica.takeIn(carried)
  await soon(luka.replica.carried, ({ count }) => count === 0)
  await ana.replica.record([pick()])
  await soon(ana.replica.unsent, ({ count }) => count === 0)
  expect(await inLog()).toBe(4)
}, 60_000)

test('DV-16 what was changed on its way is refused by the server and shown; it never counts', async () => {
  const ana = await phone('ana', '1111')
  const luka = await phone('luka', '2222')
  ana.radio.on = false
  await ana.replica.stop()
  const lonely = await ana.reopen(ana.radio)
  await lonely.record([pick()])
  const carried = byFile(lonely)
  const [event] = carried.events
  await luka.replica.takeIn({ ...carried, events: [{ ...(event ?? fail()), seq: 9 }] })
  await soon(luka.replica.carried, ({ count, refused }) => count === 0 && refused === 1)
  expect(await inLog()).toBe(0)
}, 60_000)
