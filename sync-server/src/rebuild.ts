import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

/*
 * `npm run rebuild -- [--verify] [--data-dir folder]`: writes the projections anew from the log, or, with --verify, only
 * compares them. The last line is JSON; exit 0 only if the tables equal the fold.
 */

const { values } = parseArgs({
  options: { verify: { type: 'boolean', default: false }, 'data-dir': { type: 'string' } },
})
const folder = resolve(values['data-dir'] ?? process.env.DATA_DIR ?? './data')
// Imported late: on a Node that is too old better-sqlite3 crashes without a message.
const { openSqliteStore } = await import('./storage/sqlite/sqlite-store.ts')
const { rebuildProjections, verifyProjections } = await import('./projections/rebuild-projections.ts')
const { databaseFile } = await import('./storage/database-file.ts')

const store = await openSqliteStore(databaseFile(folder))
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
