import type { WorkEvent } from 'shared-schema/domain/picking/event.ts'
import { expect, onTestFinished, test } from 'vitest'
import { createEventBook, type EventBook } from '../event-book.ts'
import { createLine } from '../line/line.ts'
import { browserPlatform } from '../platform.ts'
import { until } from '../watched.ts'
import { createMemoryServer, type MemoryServer } from './memory-server.ts'
import { createWorkDocuments } from './work-documents.ts'

const DOCUMENT = 'task/T1'

/** A device of somebody: book, line and documents, without a disk. */
function deviceOf(name: string, server: MemoryServer) {
  const book = createEventBook()
  let seq = 0
  let epoch = ''
  const platform = { ...browserPlatform(), random: () => 0.02, openSocket: server.openSocket }
  const line = createLine({
    url: 'ws://memory/sync',
    platform,
    hello: () => ({ type: 'hello', protocol: 1, app: 'test', token: name }),
    onWelcome: (welcome) => {
      if (epoch !== welcome.epoch) documents.restart()
      epoch = welcome.epoch
    },
    onMessage: (message) => documents.obey(message),
    onClosed: (code) => documents.lineClosed(code),
  })
  const documents = createWorkDocuments({
    device: `D-${name}`,
    book,
    channels: line.channels,
    platform,
    epoch: () => epoch,
    online: () => line.connection.get().state === 'online',
    onArrived: (_task, events) => book.received(events, 0),
    onSettled: (settlements) => book.settled(settlements),
    onComplete: () => {},
  })
  documents.want(new Set(['T1']))
  line.start()
  onTestFinished(() => {
    documents.stop()
    line.stop()
  })
  const pick = (count = 1): WorkEvent[] => {
    const events = Array.from({ length: count }, () => pickedBy(name, ++seq))
    book.recorded(events, 0)
    documents.offer('T1')
    return events
  }
  return { book, line, pick, documents }
}

function pickedBy(name: string, seq: number): WorkEvent {
  const who = name.length.toString(16).padStart(4, '0')
  return {
    v: 1,
    id: `0190${who}-0000-7000-8000-${seq.toString(16).padStart(12, '0')}`,
    type: 'picked',
    task: 'T1',
    line: 'L1',
    qty: 1000,
    way: 'trigger',
    by: `p-${name}`,
    device: `D-${name}`,
    seq,
    at: 1_000 + seq,
    tick: 0,
    mac: 'm'.repeat(43),
  }
}

const sent = (book: EventBook) => until(book.unsent, ({ count }) => count === 0)
const sees = (book: EventBook, count: number) => until(book.events('T1'), (events) => events.length === count)
async function holds(server: MemoryServer, count: number): Promise<void> {
  // The server in memory tells nobody; every turn of the event loop may have brought it a frame.
  while (server.events(DOCUMENT).length < count) await new Promise((resolve) => setTimeout(resolve, 0))
}
const ids = (events: readonly WorkEvent[]) => events.map(({ id }) => id).sort()

test('DV-03 Ana and Marko pick the same task without a network; when it returns, both hold all of it', async () => {
  const server = createMemoryServer()
  server.cut(true)
  const ana = deviceOf('ana', server)
  const marko = deviceOf('marko', server)
  const all = [...ana.pick(6), ...marko.pick(6)]
  expect(ana.book.unsent.get()).toMatchObject({ count: 6, oldestAt: 1_001 })

  server.cut(false)
  await Promise.all([sent(ana.book), sent(marko.book), sees(ana.book, 12), sees(marko.book, 12)])
  expect(ids(server.events(DOCUMENT))).toEqual(ids(all))
  expect(ids(ana.book.events('T1').get())).toEqual(ids(marko.book.events('T1').get()))
})

test('DV-04 seven hundred picks of a long absence go out in legal frames, also when the line is cut in between', async () => {
  const server = createMemoryServer()
  const ana = deviceOf('ana', server)
  await until(ana.line.connection, ({ state }) => state === 'online')
  server.cut(true)
  ana.pick(700)
  let cuts = 0
  server.settings.judge = () => {
    if (++cuts % 2 === 1) server.cut(true)
    setTimeout(() => server.cut(false), 5)
    return { kind: 'stored' }
  }
  server.cut(false)
  await sent(ana.book)
  expect(server.events(DOCUMENT)).toHaveLength(700)
  expect(Math.max(...server.frames.map(({ structs }) => structs))).toBeLessThanOrEqual(256)
  expect(cuts).toBeGreaterThan(2)
})

test('DV-05 an acknowledgement lost after the commit is read from the server state, and nothing is sent twice', async () => {
  const server = createMemoryServer()
  const ana = deviceOf('ana', server)
  server.settings.acknowledge = false
  ana.pick(3)
  await until(ana.line.connection, ({ state }) => state === 'online')
  await holds(server, 3)
  expect(ana.book.unsent.get().count).toBe(3)
  server.cut(true)
  server.cut(false)
  await sent(ana.book)
  expect(server.events(DOCUMENT)).toHaveLength(3)
  expect(server.frames).toHaveLength(1)
})

test('DV-06 told to resynchronise, a device takes a fresh document and offers again what is missing', async () => {
  const server = createMemoryServer()
  let refusals = 2
  server.settings.judge = () => ({ kind: refusals-- > 0 ? 'resync' : 'stored' })
  const ana = deviceOf('ana', server)
  ana.pick(5)
  await sent(ana.book)
  expect(server.events(DOCUMENT)).toHaveLength(5)
})

test('DV-06 a refused event is marked, and the good ones behind it arrive', async () => {
  const server = createMemoryServer()
  const ana = deviceOf('ana', server)
  const [bad] = ana.pick(1)
  if (bad === undefined) throw new Error('one pick is one event')
  server.settings.judge = (events) =>
    ids(events).includes(bad.id) ? { kind: 'quarantined', named: [bad.id] } : { kind: 'stored' }
  ana.pick(4)
  await until(ana.book.unsent, ({ count, refused }) => count === 0 && refused === 1)
  expect(server.events(DOCUMENT)).toHaveLength(4)
  expect(ana.book.events('T1').get()).toHaveLength(4)
  expect(ana.book.outbox.get(bad.id)).toMatchObject({ state: 'refused', code: 'mac_invalid' })
})

test('DV-06 poison the server cannot name is found by halving, and only it is given up', async () => {
  const server = createMemoryServer()
  server.cut(true)
  const ana = deviceOf('ana', server)
  const bad = ana.pick(30)[17]
  server.settings.judge = (events) =>
    ids(events).includes(bad?.id ?? '') ? { kind: 'quarantined', named: [] } : { kind: 'stored' }
  server.cut(false)
  await until(ana.book.unsent, ({ count, refused }) => count === 0 && refused === 1)
  expect(server.events(DOCUMENT)).toHaveLength(29)
}, 20_000)

test('DV-07 a server restored from an empty backup is healed by one phone, teammates included', async () => {
  const server = createMemoryServer()
  const ana = deviceOf('ana', server)
  const marko = deviceOf('marko', server)
  ana.pick(4)
  marko.pick(3)
  await Promise.all([sees(ana.book, 7), sees(marko.book, 7), sent(ana.book), sent(marko.book)])
  marko.documents.stop()
  marko.line.stop()

  server.cut(true)
  server.wipe('restored')
  server.cut(false)
  await until(ana.line.connection, ({ state }) => state === 'online')
  await holds(server, 7)
  for (const devices of server.devicesByClient().values()) expect(devices.size).toBe(1)
})
