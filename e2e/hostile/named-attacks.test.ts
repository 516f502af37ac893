import type { quarantineList } from 'shared-schema/api/quarantine.ts'
import type { task as taskAnswer } from 'shared-schema/api/tasks.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import type * as z from 'zod'
import { type AssignedTask, assignSample } from '../stack/assigned-task.ts'
import { enrolHandheld, type Handheld } from '../stack/handheld.ts'
import { type Office, openOffice } from '../stack/office.ts'
import { runCommand } from '../stack/run-command.ts'
import { enrolSocketDevice, type SocketDevice } from '../stack/socket-device.ts'
import { type RunningServer, startServer } from '../stack/start-server.ts'
import { type AttackLine, openAttackLine } from './attack-line.ts'
import { attacks } from './attacks.ts'
import { type Knowledge, ownPick, update } from './forge.ts'
import { type SlowLoris, startSlowLoris } from './slow-loris.ts'

/*
 * Every attack by its name, against a real server. Somebody has enrolled a handheld with Luka's login and shares a task with Ana; after
 * each attack the log holds exactly what honest people did.
 */

let server: RunningServer
let office: Office
let task: AssignedTask
let ana: SocketDevice
let attacker: Handheld
let line: AttackLine
let know: Knowledge
/** Begun first, since they take their time; everything below happens meanwhile. */
let loris: SlowLoris

beforeAll(async () => {
  server = await startServer({ LOG_LEVEL: 'warn' })
  office = await openOffice(server.url)
  loris = startSlowLoris(server.port)
  task = await assignSample(office)
  ana = await enrolSocketDevice(server.url, { username: 'ana', pin: '1111' }, task.id)
  await ana.connect()
  for (let units = 0; units < 5; units++) await anaPicks()
  attacker = await enrolHandheld(server.url, 'luka', '2222')
  line = await openAttackLine(server.url, attacker.token)
  know = {
    ...{ task: task.id, otherTask: await taskOfJelena(), line: task.line('200432') },
    ...{ device: attacker.device, by: 'p-luka', key: attacker.key, victim: await aPickOfAna() },
  }
}, 60_000)
afterAll(async () => {
  await ana.disconnect()
  await server[Symbol.asyncDispose]()
})

const anaPicks = async () => {
  await ana.record({ type: 'picked', task: task.id, line: task.line('200431'), qty: 1000, way: 'trigger' })
  await ana.settled()
}
const log = async () => {
  const { events } = await office.get<z.infer<typeof taskAnswer>>(`/api/zaduznice/${task.id}`)
  return new Map(events.map(({ id, body }) => [id, body]))
}

async function taskOfJelena(): Promise<string> {
  const csv =
    'Broj dokumenta,Datum,Izvor,Odredište,Šifra artikla,Naziv artikla,Količina\n' +
    '25-20CT-000299,03.10.2025,Veleprodajni Magacin,Prodavnica - Kotor Centar,200431,Jastuk KING,4\n'
  await office.upload('25-20CT-000299.csv', new TextEncoder().encode(csv))
  const { items } = await office.get<{ items: { id: string; number: string }[] }>('/api/trebovanja')
  const { id = '' } = items.find(({ number }) => number === '25-20CT-000299') ?? {}
  const { tasks } = await office.post<{ tasks: string[] }>(`/api/trebovanja/${id}/assign`, {
    parts: [{ team: 't-2' }],
  })
  return tasks[0] ?? ''
}

/** The attacker reads the document as any teammate may, and with it where Ana's events lie in it. */
async function aPickOfAna(): Promise<Knowledge['victim']> {
  const doc = new Y.Doc()
  const provider = new WebsocketProvider(`${server.url.replace('http', 'ws')}/sync`, `task/${task.id}`, doc, {
    ...{ params: { token: attacker.token }, disableBc: true },
  })
  await new Promise<void>((resolve) => provider.once('sync', () => resolve()))
  const [client, structs] = [...doc.store.clients][0] ?? []
  const item = structs?.[1]
  if (client === undefined || !(item instanceof Y.Item))
    throw new Error('Ana’s picks are not in the document.')
  provider.destroy()
  const event = item.content.getContent()[0] as Record<string, unknown>
  return { client, clock: item.id.clock, next: structs?.length ?? 0, event }
}

test.each(attacks)('SY-11 attack: %s', async (_name, answer, make) => {
  const before = await log()
  const said = await line.strike(task.id, make(know))
  expect('code' in said ? said.code : said.type).toBe(answer)
  expect(await log()).toEqual(before)
})

test('SY-11 attack: forged by a teammate’s name, signed with the own key: kept and held, counted for nobody', async () => {
  const forged = ownPick(know, { by: 'p-ana' })
  expect(await line.strike(task.id, update(555, 0, forged))).toMatchObject({
    ...{ type: 'acknowledged', events: [forged.id], held: [forged.id] },
  })
  const { items } = await office.get<z.infer<typeof taskAnswer>>(`/api/zaduznice/${task.id}`)
  expect(items.find(({ id }) => id === know.line)?.picked).toBe(0)
})

test('SY-19 attack: foreign document: the task of another team, and one that is not there', async () => {
  const own = update(556, 0, ownPick(know, { task: know.otherTask }))
  expect(await line.strike(know.otherTask, own)).toMatchObject({ closeCode: 4403, code: 'forbidden' })
  expect(await line.strike('t-999', own)).toMatchObject({ closeCode: 4404, code: 'document_unknown' })
})

test('SY-11 every refused frame waits in quarantine with its reason, and the attacker’s honest pick still counts', async () => {
  const refusals = attacks.filter(
    ([, answer]) => !/^(acknowledged|event_repeated|update_too_large)$/.test(answer),
  )
  const { total } = await office.get<z.infer<typeof quarantineList>>('/api/quarantine?limit=1')
  expect(total).toBe(refusals.length)
  const honest = ownPick(know)
  expect(await line.strike(task.id, update(557, 0, honest))).toMatchObject({ events: [honest.id], held: [] })
  await anaPicks()
  const inLog = await log()
  expect(ana.made.every(({ id }) => inLog.has(id))).toBe(true)
  expect(await runCommand('rebuild', ['--verify', '--data-dir', server.dataDir])).toMatchObject({ code: 0 })
})

test('SY-27 attack: slow-loris frames: a socket that trickles its first frame, or never sends one, ends within ten seconds', async () => {
  expect(await loris.sockets).toBeLessThan(12_000)
}, 30_000)

test('SY-27 attack: HTTP slow-loris: two hundred connections that trickle a request end within ten seconds, and hold up nobody', async () => {
  expect((await fetch(`${server.url}/health`)).status).toBe(200)
  expect(await loris.requests).toBeLessThan(14_000)
}, 30_000)

test('SY-18 attack: a channel flooded with frames that are refused holds up nobody: Ana’s picks are acknowledged meanwhile', async () => {
  const flood = await openAttackLine(server.url, attacker.token)
  const poison = Array.from({ length: 300 }, (_, at) => ({
    ...ownPick(know),
    mac: `${at}`.padStart(43, 'A'),
  }))
  const strikes = (async () => {
    for (const event of poison) await flood.strike(task.id, update(558, 0, event))
    return 'over'
  })()
  for (let picks = 0; picks < 10; picks++) await anaPicks()
  expect(await Promise.race([strikes, Promise.resolve('under way')])).toBe('under way')
  await flood[Symbol.asyncDispose]()
  await strikes.catch(() => 'cut off')
}, 30_000)

test('SY-27 a thousand sockets from one address: all are served, and one pick reaches every one of them', async () => {
  const lines: AttackLine[] = []
  for (let at = 0; at < 1_000; at += 50) {
    lines.push(
      ...(await Promise.all(Array.from({ length: 50 }, () => openAttackLine(server.url, attacker.token)))),
    )
  }
  for (const each of lines) each.say({ type: 'open', channel: 1, document: `task/${task.id}` })
  await Promise.all(lines.map((each) => each.hears('opened')))
  const before = lines.map((each) => each.updates())
  await anaPicks()
  await expect
    .poll(() => lines.every((each, at) => each.updates() > (before[at] ?? 0)), { timeout: 20_000 })
    .toBe(true)
  await Promise.all(lines.map((each) => each[Symbol.asyncDispose]()))
}, 60_000)

test('SY-27 four hundred wrong guesses at Ana’s password from the one address lock nobody else out, nor Ana on her handheld', async () => {
  const guess = (username: string) =>
    fetch(`${server.url}/api/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, password: 'wrong', refresh: 'body' }),
    }).then(({ status }) => status)
  const answers: number[] = []
  for (let at = 0; at < 400; at += 50) {
    answers.push(...(await Promise.all(Array.from({ length: 50 }, () => guess('ana')))))
  }
  expect(answers.filter((status) => status === 429).length).toBeGreaterThan(350)
  await openOffice(server.url)
  await enrolHandheld(server.url, 'marko', '4444')
  await anaPicks()
}, 60_000)
