import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { openStore } from './storage/open-store.ts'

/*
 * `npm run rebuild -- [--verify] [--data-dir folder]`: writes the projections anew from the log, or, with --verify, only
 * compares them. The last line is JSON; exit 0 only if the tables equal the fold.
 */

const { values } = parseArgs({
  options: { verify: { type: 'boolean', default: false }, 'data-dir': { type: 'string' } },
})
const folder = values['data-dir'] ?? process.env.DATA_DIR ?? './data'
// A folder that is named is meant, whatever the environment says.
const databaseUrl = values['data-dir'] === undefined ? process.env.DATABASE_URL : undefined
const { rebuildProjections, verifyProjections } = await import('./projections/rebuild-projections.ts')

const store = await openStore({ dataDir: resolve(folder), ...(databaseUrl && { databaseUrl }) }, (error) => {
  throw error
})
if (!values.verify) {
  const { tasks } = await rebuildProjections(store)
  process.stdout.write(`The tables of ${tasks} tasks were written anew from the log.\n`)
}
const { tasks, events, differences } = await verifyProjections(store)
const equal = differences.length === 0
process.stdout.write(
  equal
    ? `The projections of ${tasks} tasks equal the fold of ${events} events.\n`
    : `${differences.length} values of the projections differ from the fold; run "npm run rebuild" to write them anew.\n`,
)
process.stdout.write(`${JSON.stringify({ tasks, events, equal, differences: differences.slice(0, 20) })}\n`)
await store.close()
process.exitCode = equal ? 0 : 1
