import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { demoBarcode } from '../../sync-server/src/demo/barcodes.ts'
import { type AssignedTask, assignSample } from '../stack/assigned-task.ts'
import { enrolHandheld, type Handheld } from '../stack/handheld.ts'
import { type Office, openOffice } from '../stack/office.ts'
import { type RunningServer, startServer } from '../stack/start-server.ts'

let server: RunningServer
let office: Office
let task: AssignedTask
let ana: Handheld

beforeAll(async () => {
  server = await startServer()
  office = await openOffice(server.url)
  task = await assignSample(office)
  ana = await enrolHandheld(server.url, 'ana', '1111')
}, 60_000)
afterAll(() => server[Symbol.asyncDispose]())

type Guest = Disposable & {
  readonly events: Y.Map<Record<string, unknown>>
  /** Resolves when the document has arrived. */
  readonly synced: Promise<void>
  /** Resolves with the close code when the server ends the connection. */
  readonly closed: Promise<number>
}

/** y-websocket as it comes from npm: only an address and a credential. */
function join(name: string, token: string | undefined): Guest {
  const doc = new Y.Doc()
  const address = server.url.replace('http', 'ws')
  const provider = new WebsocketProvider(`${address}/sync`, name, doc, {
    params: token === undefined ? {} : { token },
    disableBc: true,
  })
  return {
    events: doc.getMap('events'),
    synced: new Promise((resolve) => provider.once('sync', () => resolve())),
    closed: new Promise((resolve) => provider.once('connection-close', (event) => resolve(event?.code ?? 0))),
    [Symbol.dispose]: () => {
      provider.destroy()
      doc.destroy()
    },
  }
}

function arrival(events: Y.Map<Record<string, unknown>>, id: string): Promise<Record<string, unknown>> {
  return new Promise((resolve) => {
    const look = () => {
      const event = events.get(id)
      if (event !== undefined) resolve(event)
    }
    events.observe(look)
    look()
  })
}

const pick = (operation: string) =>
  ana.post<{ events: string[] }>(`/api/worker/tasks/${task.line('200431')}/pick-by-code`, {
    operation_id: operation,
    code: demoBarcode('200431'),
  })

test('SY-20 any Yjs client with the credential of a device of the team sees what happened and what happens', async () => {
  const before = await pick('before anybody joined')
  using guest = join(`task/${task.id}`, ana.token)
  await guest.synced
  for (const id of before.events)
    expect(guest.events.get(id)).toMatchObject({ id, task: task.id, by: 'p-ana' })
  const after = await pick('while somebody looks on')
  for (const id of after.events) expect(await arrival(guest.events, id)).toMatchObject({ id, type: 'picked' })
})

test('SY-20 a supervisor’s access token reads the same document', async () => {
  const { events } = await pick('for the supervisor')
  using guest = join(`task/${task.id}`, office.token)
  await guest.synced
  for (const id of events) expect(guest.events.has(id)).toBe(true)
})

test('SY-20 a supervisor’s access token cannot write: 4403, and the log stays as it was', async () => {
  using guest = join(`task/${task.id}`, office.token)
  await guest.synced
  guest.events.set('not-an-event', { type: 'picked' })
  expect(await guest.closed).toBe(4403)
})

test('SY-20 without a credential, or with one of nobody, it is refused with 4401', async () => {
  using nobody = join(`task/${task.id}`, undefined)
  expect(await nobody.closed).toBe(4401)
  using stranger = join(`task/${task.id}`, 'not-a-credential')
  expect(await stranger.closed).toBe(4401)
})

test('SY-20 a device of another team is refused with 4403, for a document that is not there 4404', async () => {
  const jelena = await enrolHandheld(server.url, 'jelena', '3333')
  using other = join(`task/${task.id}`, jelena.token)
  expect(await other.closed).toBe(4403)
  using nowhere = join('task/there-is-none', office.token)
  expect(await nowhere.closed).toBe(4404)
})
