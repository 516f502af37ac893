import { randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'
import { makeChance } from '../simulation/world/chance.ts'
import { startCluster } from '../stack/cluster.ts'
import { openOffice } from '../stack/office.ts'
import { startPostgres } from '../stack/postgres.ts'
import { startServer } from '../stack/start-server.ts'
import { nodeRound } from './node-round.ts'
import { serverRound } from './server-round.ts'
import type { RoundResult } from './tally.ts'

/*
 * `npm run crash -- --rounds N [--seed S] [--only server|node|browser]`: real processes under load are killed at random moments:
 * the server, one of two servers on one Postgres, the browser of a phone. One line a round on stderr; the last line on stdout is
 * JSON. Exit 0 only if nothing was lost, nothing counts twice, and the tables are the fold of the log.
 */

type Kind = 'server' | 'node' | 'browser'
/** How rounds are shared out; a kill of the server meets the most code. */
const turns: readonly Kind[] = ['server', 'node', 'browser', 'server']

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '50' }, seed: { type: 'string' }, only: { type: 'string' } },
})
const rounds = Number(values.rounds)
const seed = Number(values.seed ?? randomInt(2 ** 31))
const only = turns.find((kind) => kind === values.only)
if (!Number.isSafeInteger(rounds) || rounds < 1 || (values.only !== undefined && only === undefined)) {
  process.stderr.write('Usage: npm run crash -- --rounds N [--seed S] [--only server|node|browser]\n')
  process.exit(2)
}
const kinds = Array.from({ length: rounds }, (_, at) => only ?? turns[at % turns.length] ?? 'server')

const began = performance.now()
const chance = makeChance(seed)
const total = { acknowledged: 0, toned: 0, lost: 0, doubled: 0 }
const kills = { server: 0, node: 0, browser: 0 }
const complaints: string[] = []
await live()
const seconds = Math.round((performance.now() - began) / 100) / 10
const done = kills.server + kills.node + kills.browser
console.log(JSON.stringify({ rounds: done, kills, ...total, seed, seconds }))
process.exitCode =
  done === rounds && complaints.length === 0 && total.lost === 0 && total.doubled === 0 ? 0 : 1

async function live(): Promise<void> {
  const withBrowser = kinds.includes('browser')
  if (withBrowser) {
    const { buildClient } = await import('../setup/build.mjs')
    // Its words would come before the JSON.
    console.log = console.error
    const built = buildClient()
    console.log = console.info
    if (!built) throw new Error('The client could not be built; the reason is above.')
  }
  await using things = new AsyncDisposableStack()
  const server =
    withBrowser || kinds.includes('server') ? things.use(await startServer({ LOG_LEVEL: 'warn' })) : undefined
  const phone =
    withBrowser && server !== undefined
      ? things.use(
          await (await import('./crash-phone.ts')).ownCrashPhone(server, await openOffice(server.url)),
        )
      : undefined
  const postgres = kinds.includes('node') ? things.use(await startPostgres()) : undefined
  const databaseUrl = (await postgres?.createDatabase('crash')) ?? ''
  const cluster = postgres && things.use(await startCluster(databaseUrl))

  for (const [at, kind] of kinds.entries()) {
    const from = performance.now()
    try {
      if (kind === 'node' && cluster !== undefined) note(await nodeRound(cluster, databaseUrl, chance))
      if (kind === 'server' && server !== undefined) note(await serverRound(server, chance, phone))
      if (kind === 'browser' && server !== undefined && phone !== undefined) {
        await phone.pullAndKill(chance)
        note(await phone.settle(await openOffice(server.url)))
      }
      kills[kind] += 1
    } catch (problem) {
      complaints.push(
        `round ${at + 1} broke off: ${problem instanceof Error ? problem.stack : String(problem)}`,
      )
    }
    tell(at + 1, kind, performance.now() - from)
    if (complaints.length > 0) return
  }
}

function note(result: RoundResult): void {
  total.acknowledged += result.acknowledged
  total.toned += result.toned
  total.lost += result.lost
  total.doubled += result.doubled
  complaints.push(...result.complaints)
}

function tell(round: number, kind: Kind, ms: number): void {
  const { acknowledged, toned, lost, doubled } = total
  const figures = `acknowledged ${acknowledged}, toned ${toned}, lost ${lost}, doubled ${doubled}`
  process.stderr.write(`round ${round}/${rounds} ${kind.padEnd(7)} ${(ms / 1000).toFixed(1)} s  ${figures}\n`)
  for (const complaint of complaints) process.stderr.write(`  ${complaint}  (seed ${seed})\n`)
}
