import { cp, rm } from 'node:fs/promises'
import path from 'node:path'
import type { WorkAct } from 'shared-schema/domain/picking/event.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Replica, Watched } from '../../client/src/replica/replica.ts'
import { openReplicaInNode } from '../../client/src/replica/replica-in-node.ts'
import { until } from '../../client/src/replica/watched.ts'
import { type AssignedTask, assignSample } from '../stack/assigned-task.ts'
import { enrolHandheld } from '../stack/handheld.ts'
import { type Office, openOffice } from '../stack/office.ts'
import { enrolSocketDevice } from '../stack/socket-device.ts'
import { type RunningServer, startServer } from '../stack/start-server.ts'

let server: RunningServer
let office: Office
let task: AssignedTask
let phone: Replica | undefined
let phones = 0

beforeEach(async () => {
  server = await startServer({ ENROL_AT_LOGIN: 'true', DEMO: 'true' })
  office = await openOffice(server.url)
  task = await assignSample(office)
}, 60_000)
afterEach(async () => {
  await phone?.stop()
  await server[Symbol.asyncDispose]()
}, 30_000)

const soon = <T>(watched: Watched<T>, accept: (value: T) => boolean) =>
  until(watched, accept, AbortSignal.timeout(30_000))
const pick = (): WorkAct => ({
  ...{ type: 'picked', task: task.id, line: task.line('200431'), qty: 1000, way: 'trigger' },
})

async function enrolPhone(username: string, pin: string): Promise<Replica> {
  const replica = await openReplicaInNode({ baseUrl: server.url, name: `restored-${++phones}` })
  phone = replica
  expect(await replica.enrol({ username, pin })).toEqual({ ok: true })
  expect(await replica.signIn(username, pin)).toEqual({ ok: true })
  await soon(replica.tasks, (tasks) => tasks.some(({ id }) => id === task.id))
  return replica
}

async function pickMany(replica: Replica, count: number): Promise<void> {
  for (let done = 0; done < count; done++) expect(await replica.record([pick()])).toMatchObject({ ok: true })
}

async function counted(): Promise<{ events: number; picked: number }> {
  const { events, items } = await office.get<{
    events: unknown[]
    items: { id: string; picked: number }[]
  }>(`/api/zaduznice/${task.id}`)
  const line = items.find(({ id }) => id === task.line('200431'))
  return { events: events.length, picked: line?.picked ?? -1 }
}

const backup = () => path.join(path.dirname(server.dataDir), 'backup')
async function backUp(): Promise<void> {
  await server.stop()
  await cp(server.dataDir, backup(), { recursive: true })
  await server.restart()
}
/** Puts the folder of the backup back, and says so to nobody. */
async function restore(): Promise<void> {
  await server.kill()
  await rm(server.dataDir, { recursive: true })
  await cp(backup(), server.dataDir, { recursive: true })
  await server.restart()
}

test('DV-07 SY-23 a backup is put back and nobody says so: Ana’s phone brings back her picks, those of a phone enrolled since, and those over the API', async () => {
  const ana = await enrolPhone('ana', '1111')
  await pickMany(ana, 2)
  await soon(ana.unsent, ({ count }) => count === 0)
  await backUp()

  const luka = await enrolSocketDevice(server.url, { username: 'luka', pin: '2222' }, task.id)
  await luka.connect()
  for (let done = 0; done < 3; done++) await luka.record(pick())
  await luka.settled()
  const program = await enrolHandheld(server.url, 'luka', '2222')
  const body = { code: '200431', quantity: 1000, operation_id: 'one', confirm_over: true }
  await program.post(`/api/worker/tasks/${task.line('200431')}/pick-by-code`, body)
  await pickMany(ana, 1)
  await soon(ana.events(task.id), (events) => events.length === 7)
  await luka.disconnect()
  await soon(ana.unsent, ({ count }) => count === 0)

  await restore()
  await expect.poll(counted, { timeout: 30_000 }).toEqual({ events: 7, picked: 7000 })
  await soon(ana.unsent, ({ count, refused }) => count === 0 && refused === 0)
  expect(ana.events(task.id).get()).toHaveLength(7)
  expect((await office.get<{ items: unknown[] }>('/api/quarantine')).items).toEqual([])
}, 120_000)

test('DV-15 SY-24 a phone enrolled after the backup goes on working, is connected again as itself, and all of its work arrives', async () => {
  await backUp()
  const ana = await enrolPhone('ana', '1111')
  await pickMany(ana, 3)
  await soon(ana.unsent, ({ count }) => count === 0)
  const before = ana.device.get()?.device
  await restore()
  await soon(ana.connection, ({ blocked }) => blocked === 'token_invalid')
  ana.signOut()
  expect(await ana.signIn('ana', '1111')).toEqual({ ok: true })
  await pickMany(ana, 2)

  expect(await ana.enrol({ username: 'ana', pin: '1111' })).toEqual({ ok: true })
  expect(ana.device.get()?.device).toBe(before)
  await expect.poll(counted, { timeout: 30_000 }).toEqual({ events: 5, picked: 5000 })
  await soon(ana.unsent, ({ count, refused }) => count === 0 && refused === 0)
}, 120_000)

test('DV-15 what the restored server cannot take back, for its task was made since, counts as unsent again', async () => {
  const other = task
  const ana = await enrolPhone('ana', '1111')
  await backUp()
  const { id: requisition } = await office.post<{ id: string }>('/api/trebovanja', {
    ...{ number: '25-20CT-000777', date: '2025-10-03', warehouse: 'Veleprodajni Magacin' },
    ...{ shop: 'Prodavnica - Kotor Centar', lines: [{ ident: '200431', quantity: 5000 }] },
  })
  const { tasks } = await office.post<{ tasks: string[] }>(`/api/trebovanja/${requisition}/assign`, {
    parts: [{ team: 't-1' }],
  })
  const made = tasks[0] ?? ''
  await soon(ana.tasks, (known) => known.some(({ id }) => id === made))
  const line = ana.tasks.get().find(({ id }) => id === made)?.lines[0]?.line ?? ''
  await ana.record([{ type: 'picked', task: made, line, qty: 1000, way: 'trigger' }])
  await soon(ana.unsent, ({ count }) => count === 0)
  await restore()
  await soon(ana.unsent, ({ count }) => count === 1)
  await soon(ana.tasks, (known) => known.length === 1 && known[0]?.id === other.id)
  expect(ana.events(made).get()).toHaveLength(1)
}, 120_000)
