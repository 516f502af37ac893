import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { giveUp, report, stamp } from './commands/say.ts'
import { foldHash } from './projections/fold-hash.ts'
import { prepareRestore, writeBackup } from './storage/backup-file.ts'
import { copyDatabase } from './storage/copy-database.ts'
import { databaseFile } from './storage/database-file.ts'
import { connectedServers } from './storage/postgres/connected-servers.ts'
import { openPostgresTables } from './storage/postgres/postgres-store.ts'
import { isOpenElsewhere, setAside } from './storage/sqlite/sqlite-files.ts'
import { openSqliteTables } from './storage/sqlite/sqlite-store.ts'

/*
 * `npm run restore -- <backup> [--replace] [--data-dir folder]`: makes a backup the database of the server, under a new epoch, so that every
 * device offers again what it keeps and what was picked since the backup comes back. What stood there before is set aside, never deleted.
 */

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { replace: { type: 'boolean', default: false }, 'data-dir': { type: 'string' } },
})
const dataDir = resolve(values['data-dir'] ?? process.env.DATA_DIR ?? './data')
const url = values['data-dir'] === undefined ? process.env.DATABASE_URL : undefined
const [name] = positionals
if (name === undefined) giveUp('no_backup', 'Name the backup: npm run restore -- path/to/backup.sqlite')
const backup = resolve(name)
if (!existsSync(backup)) giveUp('no_backup', `There is no file ${backup}.`)

const file = databaseFile(dataDir)
const aside = join(dataDir, `before-restore-${stamp(new Date())}.sqlite`)
const prepared = `${file}.restoring`
await mkdir(dataDir, { recursive: true })
await rm(prepared, { force: true })
const ready = await prepareRestore(backup, prepared)
if (!ready.ok) giveUp('backup_damaged', `${backup} cannot be used: ${ready.damage.join('; ')}`)
await (url ? intoPostgres(url) : intoFile())
await rm(prepared, { force: true })

async function intoFile(): Promise<void> {
  if (isOpenElsewhere(file)) giveUp('server_running', `A server has ${file} open. Stop it first.`)
  const replaced = existsSync(file)
  if (replaced) {
    mustReplace(file)
    await setAside(file, aside)
  }
  await rename(prepared, file)
  tell(replaced)
}

async function intoPostgres(databaseUrl: string): Promise<void> {
  const servers = await connectedServers(databaseUrl)
  if (servers > 0)
    giveUp('server_running', `${servers} connections of servers are open. Stop all servers first.`)
  const to = await openPostgresTables(databaseUrl)
  const from = await openSqliteTables(prepared)
  let copied = await copyDatabase(from, to, { fingerprint: foldHash })
  const replaced = !copied.ok && copied.reason === 'not_empty'
  if (replaced) {
    mustReplace('The Postgres of DATABASE_URL')
    await writeBackup({ databaseUrl }, aside)
    copied = await copyDatabase(from, to, { fingerprint: foldHash, replace: true })
  }
  await from.destroy()
  await to.destroy()
  if (!copied.ok) giveUp('differs', 'What was written differed from the backup and was taken back.')
  tell(replaced)
}

function mustReplace(what: string): void {
  if (!values.replace) giveUp('not_empty', `${what} holds data. With --replace it is set aside first.`)
}

function tell(replaced: boolean): void {
  if (!ready.ok) return
  const { events, tasks, hash, epoch } = ready
  const before = replaced ? ` What was there before is in ${aside}.` : ''
  const text = `${events} events of ${tasks} tasks are restored.${before} Start the server: devices bring back what they keep.`
  report(text, { events, tasks, hash, epoch, ...(replaced && { aside }) })
}
