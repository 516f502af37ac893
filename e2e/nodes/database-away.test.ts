import { afterEach, beforeEach, expect, test } from 'vitest'
import { type RunningPostgres, startPostgres } from '../stack/postgres.ts'
import { startTeam, type TeamOfTwo } from './team-of-two.ts'

/** `DATABASE_AWAY_MS=30000` shows the same with half a minute. */
const AWAY_MS = Number(process.env.DATABASE_AWAY_MS ?? 1_500)

let postgres: RunningPostgres
let team: TeamOfTwo
beforeEach(async () => {
  postgres = await startPostgres()
  team = await startTeam(await postgres.createDatabase('magacin'))
}, 90_000)
afterEach(async () => {
  await team[Symbol.asyncDispose]()
  await postgres[Symbol.asyncDispose]()
}, 60_000)

test('ST-10 the database goes away in mid-work and comes back: the phones pick on, nothing is lost or doubled', async () => {
  const { ana, luka, cluster } = team
  const pids = [cluster.north.pid(), cluster.south.pid()]
  await Promise.all([ana.pickMany(10), luka.pickMany(10)])
  await Promise.all([ana.pickMany(20), luka.pickMany(20), postgres.stop()])
  const from = performance.now()
  expect((await fetch(`${cluster.north.url}/health`)).ok).toBe(false)
  let picked = 30
  while (performance.now() - from < AWAY_MS) {
    await Promise.all([ana.pick(), luka.pick()])
    picked += 1
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  expect(ana.replica.unsent.get().count).toBeGreaterThan(0)

  await postgres.start()
  await Promise.all([ana.emptied(), luka.emptied(), ana.holds(2 * picked), luka.holds(2 * picked)])
  expect(ana.ids()).toEqual(luka.ids())
  for (const node of [cluster.north, cluster.south]) expect(await team.log(node.url)).toEqual(ana.ids())
  expect([cluster.north.pid(), cluster.south.pid()]).toEqual(pids)
}, 120_000)
