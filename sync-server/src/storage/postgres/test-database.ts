import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'
import pg from 'pg'
import { inject } from 'vitest'
import type { Store } from '../store.ts'
import { openPostgresStore } from './postgres-store.ts'

/** A migrated, empty database that every test's own is a copy of: a copy takes a tenth of the time of the migrations. */
export const TEMPLATE_DATABASE = 'template_of_tests'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of the administrator's database of a real Postgres. */
    postgresUrl: string
  }
}

/** Makes a database for one test. @returns its address */
export async function freshDatabase({ migrated = true } = {}): Promise<string> {
  const url = new URL(inject('postgresUrl'))
  const name = `test_${randomBytes(8).toString('hex')}`
  await runOnce(url.href, `create database ${name}${migrated ? ` template ${TEMPLATE_DATABASE}` : ''}`)
  url.pathname = `/${name}`
  return url.href
}

/** A connection of its own, as an administrator or a program of somebody else has it; it knows nothing of our rules. */
export async function connectBeside(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return client
}

/** Runs one statement on a connection of its own. */
export async function runOnce(url: string, text: string): Promise<pg.QueryResult> {
  const client = await connectBeside(url)
  try {
    return await client.query(text)
  } finally {
    await client.end()
  }
}

/** Breaks every connection to a database but this one, as a restart or a failover does. */
export async function breakOthers(beside: pg.Client): Promise<void> {
  const others = 'datname = current_database() and pid <> pg_backend_pid()'
  await beside.query(`select pg_terminate_backend(pid) from pg_stat_activity where ${others}`)
}

/**
 * A line to the database that can break at the worst moment: the commit arrives there, its confirmation never comes back.
 * @returns the address by which to open a store, how to break it at the next commit, and how to close it
 */
export async function fragileLine(url: string) {
  const target = new URL(url)
  let armed = false
  const server = createServer((from) => {
    const to = connect(Number(target.port), target.hostname)
    for (const [socket, other] of [
      [from, to],
      [to, from],
    ] as const) {
      socket.on('error', () => other.destroy())
      socket.on('close', () => other.destroy())
    }
    to.pipe(from)
    from.on('data', (data: Buffer) => {
      if (armed && data.includes('commit\0')) {
        armed = false
        to.unpipe(from)
        to.once('data', () => from.destroy())
        to.resume()
      }
      to.write(data)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = new URL(url)
  address.port = String((server.address() as AddressInfo).port)
  return {
    url: address.href,
    breakAtNextCommit: () => {
      armed = true
    },
    close: () => void server.close(),
  }
}

/**
 * Stands in for `sqlite-store.ts` in the `postgres` test project, so that the same stories are told of both.
 * @public
 */
export async function openSqliteStore(_file: string, now: () => number = Date.now): Promise<Store> {
  return openPostgresStore(await freshDatabase(), { now })
}
