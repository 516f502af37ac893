import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { giveUp, report, stamp } from './commands/say.ts'
import { rememberBackup, writeBackup } from './storage/backup-file.ts'
import { databaseFile } from './storage/database-file.ts'

/*
 * `npm run backup -- [--to file] [--data-dir folder]`: writes everything as it is at one moment into one SQLite file, whichever database
 * the server uses, while it goes on. The file appears under its name only when it is whole and was read back.
 */

const { values } = parseArgs({ options: { to: { type: 'string' }, 'data-dir': { type: 'string' } } })
const dataDir = resolve(values['data-dir'] ?? process.env.DATA_DIR ?? './data')
const url = values['data-dir'] === undefined ? process.env.DATABASE_URL : undefined
const to = resolve(values.to ?? join(dataDir, 'backups', `magacin-${stamp(new Date())}.sqlite`))
if (existsSync(to)) giveUp('file_exists', `${to} exists already.`)
if (!url && !existsSync(databaseFile(dataDir))) giveUp('no_source', `There is no database in ${dataDir}.`)

await mkdir(dirname(to), { recursive: true })
const unfinished = `${to}.unfinished`
await rm(unfinished, { force: true })
const from = url ? { databaseUrl: url } : { dataDir }
const { hash, events, tasks, epoch } = await writeBackup(from, unfinished)
await rename(unfinished, to)
await rememberBackup(from, Date.now()).catch((error: unknown) => {
  // The backup is whole all the same.
  process.stderr.write(`The time of the backup was not noted: ${error}\n`)
})
report(`${events} events of ${tasks} tasks are in ${to}`, { file: to, events, tasks, hash, epoch })
