import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { giveUp, report } from './commands/say.ts'
import { foldHash } from './projections/fold-hash.ts'
import { copyDatabase } from './storage/copy-database.ts'
import { databaseFile } from './storage/database-file.ts'
import { openPostgresTables } from './storage/postgres/postgres-store.ts'
import { isOpenElsewhere } from './storage/sqlite/sqlite-files.ts'
import { openSqliteTables } from './storage/sqlite/sqlite-store.ts'

/*
 * `DATABASE_URL=… npm run migrate-to-postgres -- [--data-dir folder]`: copies the file of a stopped server into an empty Postgres. Committed
 * only if every table has as many rows and the fold of the log is the same; the file stays as it is. The epoch goes along, so devices notice nothing.
 */

const { values } = parseArgs({ options: { 'data-dir': { type: 'string' } } })
const file = databaseFile(resolve(values['data-dir'] ?? process.env.DATA_DIR ?? './data'))
const url = process.env.DATABASE_URL
if (!url)
  giveUp('no_database_url', 'Name the Postgres in DATABASE_URL, postgres://user:password@host:5432/database.')
if (!existsSync(file)) giveUp('no_source', `There is no database at ${file}.`)
if (isOpenElsewhere(file)) {
  giveUp(
    'server_running',
    `A server has ${file} open. Stop it first: what it wrote during the copy would be missing.`,
  )
}
const from = await openSqliteTables(file)
const to = await openPostgresTables(url)
const copied = await copyDatabase(from, to, { fingerprint: foldHash })
await from.destroy()
await to.destroy()
if (!copied.ok) {
  const rows = JSON.stringify(copied.rows)
  if (copied.reason === 'not_empty')
    giveUp('not_empty', `The Postgres is not empty, nothing was copied: ${rows}`)
  giveUp(
    'differs',
    `The copy differed and was taken back: ${rows} instead of ${JSON.stringify(copied.expected)}`,
  )
}
report(
  'Everything is in Postgres. Start the server with the same DATABASE_URL; keep the file until you have a backup.',
  {
    rows: copied.rows,
    hash: copied.hash,
    epoch: copied.epoch,
  },
)
