import type { WorkAct } from 'shared-schema/domain/picking/event.ts'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { mintEvents } from '../../client/src/replica/minting/mint-events.ts'
import { importSigningKey, signEvent } from '../../client/src/replica/minting/signing-key.ts'
import { freshDatabase, runOnce } from '../../sync-server/src/storage/postgres/test-database.ts'
import { enrolHandheld } from '../stack/handheld.ts'
import { soon, startTeam, type TeamOfTwo } from './team-of-two.ts'

let databaseUrl: string
/** One morning for all of them: two servers take longer to start than most of these to tell. */
let team: TeamOfTwo
/** What both phones held before this story. */
let before = 0
beforeAll(async () => {
  databaseUrl = await freshDatabase({ migrated: false })
  team = await startTeam(databaseUrl)
}, 90_000)
afterAll(() => team[Symbol.asyncDispose](), 30_000)
beforeEach(async () => {
  before = team.ana.ids().length
  await team.luka.holds(before)
})

/** How long a pick takes from being safe on one phone to being seen on the other, ms. */
async function seenAfter(picks: () => Promise<string>, seen: TeamOfTwo['ana']): Promise<number> {
  const id = await picks()
  const from = performance.now()
  await soon(seen.replica.events(team.task.id), (events) => events.some((event) => event.id === id))
  return performance.now() - from
}

test('ST-10 Ana and Luka of one team are on different nodes and see each other’s picks within 250 ms', async () => {
  const { ana, luka } = team
  const times: number[] = []
  for (let n = 0; n < 10; n++) {
    times.push(await seenAfter(ana.pick, luka))
    times.push(await seenAfter(luka.pick, ana))
  }
  const sorted = times.toSorted((a, b) => a - b)
  expect(sorted[10]).toBeLessThan(250)
  await Promise.all([ana.emptied(), luka.emptied()])
  expect(await team.log(team.cluster.north.url)).toEqual(ana.ids())
  expect(await team.log(team.cluster.south.url)).toEqual(luka.ids())
}, 60_000)

test('ST-10 the notices to one node are lost: what was picked meanwhile arrives all the same', async () => {
  const { ana, luka } = team
  const listener = `datname = current_database() and query like 'listen %'`
  for (let round = 0; round < 3; round++) {
    await runOnce(databaseUrl, `select pg_terminate_backend(pid) from pg_stat_activity where ${listener}`)
    await Promise.all([ana.pickMany(5), luka.pickMany(5)])
  }
  await Promise.all([ana.holds(before + 30), luka.holds(before + 30)])
  expect(ana.ids()).toEqual(luka.ids())
  await Promise.all([ana.emptied(), luka.emptied()])
  expect(await team.log()).toEqual(ana.ids())
}, 60_000)

test('ST-11 two nodes get the same events at the same moment: both have them, and they count once', async () => {
  const { north, south, northFirst } = team.cluster
  const { device, token, key } = await enrolHandheld(northFirst, 'ana', '1111')
  const signingKey = await importSigningKey(crypto.subtle, key)
  const chance = (count: number) => crypto.getRandomValues(new Uint8Array(count))
  const act: WorkAct = {
    ...{ type: 'picked', task: team.task.id, line: team.task.line('200431') },
    ...{ qty: 1000, way: 'trigger' },
  }
  const acts = Array.from({ length: 30 }, () => act)
  const minted = mintEvents(acts, { by: 'p-ana', device }, { seq: 0 }, Date.now(), undefined, chance)
  // One document on two lines: whatever is put into it goes to both nodes, under one client id.
  const doc = new Y.Doc()
  const lines = [north, south].map(
    ({ port }) =>
      new WebsocketProvider(`ws://127.0.0.1:${port}/sync`, `task/${team.task.id}`, doc, {
        ...{ params: { token }, disableBc: true },
      }),
  )
  const closed: number[] = []
  for (const line of lines) line.on('connection-close', (event) => closed.push(event?.code ?? 0))
  await Promise.all(lines.map((line) => new Promise<void>((resolve) => line.once('sync', () => resolve()))))
  for (const unsigned of minted) {
    const event = await signEvent(crypto.subtle, signingKey, unsigned)
    doc.getMap('events').set(event.id, event)
  }
  await Promise.all([team.ana.holds(before + 30), team.luka.holds(before + 30)])
  await expect.poll(() => team.log(), { timeout: 10_000 }).toEqual(team.ana.ids())
  expect(team.luka.ids()).toEqual(team.ana.ids())
  expect(closed).toEqual([])
  for (const line of lines) line.destroy()
  doc.destroy()
}, 60_000)

test('ST-10 a node is killed in mid-work: its phones move to the other by themselves, nothing is lost or doubled', async () => {
  const { ana, luka, cluster } = team
  await ana.pickMany(10)
  const [, , killed] = await Promise.all([ana.pickMany(40), luka.pickMany(40), cluster.north.kill()])
  expect(killed).toBeUndefined()
  await Promise.all([ana.emptied(), luka.emptied(), ana.holds(before + 90), luka.holds(before + 90)])
  expect(ana.ids()).toEqual(luka.ids())
  expect(await team.log()).toEqual(luka.ids())

  // It comes back, and the other one goes.
  await cluster.north.restart()
  await Promise.all([ana.pickMany(20), luka.pickMany(20), cluster.south.kill()])
  await Promise.all([ana.emptied(), luka.emptied(), ana.holds(before + 130), luka.holds(before + 130)])
  expect(await team.log(cluster.north.url)).toEqual(ana.ids())
}, 90_000)
