import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Transaction } from 'kysely'
import { differenceTo } from 'shared-schema/documents/work-document.ts'
import { verifyTask } from '../../../sync-server/src/projections/verify.ts'
import { databaseFile } from '../../../sync-server/src/storage/database-file.ts'
import { readDocument } from '../../../sync-server/src/storage/document-rows.ts'
import { loggedEvents } from '../../../sync-server/src/storage/event-log.ts'
import type { Schema } from '../../../sync-server/src/storage/schema.ts'
import { openSqliteTables } from '../../../sync-server/src/storage/sqlite/sqlite-store.ts'
import { startServer } from '../../stack/start-server.ts'
import type { Floor } from '../floor/warehouse.ts'
import { structsOf } from '../work/content.ts'
import type { RunningSide, Side } from './side.ts'

/** What is not known to be stored when it confirms is nothing: a short wait lets reports and notices be counted, ms. */
const AFTERWARDS_MS = 1_200
const MOST_DAMAGE_TOLD = 10

/**
 * The real server on SQLite, on a copy of a prepared database.
 * @param template file written by `buildFloor`
 */
export function ourSide(
  template: string,
  floor: Floor,
): Omit<Side, 'start'> & { readonly start: () => Promise<RunningSide & { readonly folder: string }> } {
  return {
    name: 'Magacin Track',
    protocol: 'ours',
    durability: 'confirmed after fsync',
    start: async () => {
      const folder = await mkdtemp(path.join(tmpdir(), 'magacin-bench-'))
      await copyFile(template, databaseFile(folder))
      const server = await startServer({ DATA_DIR: folder, DEMO: 'false', LOG_LEVEL: 'warn' })
      const tables = async <T>(read: (sql: Transaction<Schema>) => Promise<T>) => {
        const sql = await openSqliteTables(databaseFile(folder))
        try {
          return await sql.transaction().execute(read)
        } finally {
          await sql.destroy()
        }
      }
      return {
        folder,
        url: server.url,
        pid: () => server.pid() ?? 0,
        settled: async () => {
          await new Promise((resolve) => setTimeout(resolve, AFTERWARDS_MS))
          return undefined
        },
        stop: async () => {
          await server.stop()
        },
        kill: server.kill,
        restart: () => server.restart(),
        documents: (add) =>
          tables(async (sql) => {
            for (const { id } of floor.teams.flat())
              add(id, differenceTo(await readDocument(sql, id), new Map()))
          }),
        damage: () =>
          tables(async (sql) => {
            const found: string[] = []
            let structs = 0
            for (const { id } of floor.teams.flat()) {
              structs += structsOf(differenceTo(await readDocument(sql, id), new Map())).length
              found.push(...(await verifyTask(sql, id)).map((each) => JSON.stringify(each)))
            }
            const events = await loggedEvents(sql)
            if (new Set(events.map((event) => event.id)).size !== events.length) found.push('an event twice')
            if (structs !== events.length)
              found.push(`${events.length} events in the log, ${structs} in documents`)
            return found.slice(0, MOST_DAMAGE_TOLD)
          }),
        [Symbol.asyncDispose]: async () => {
          await server[Symbol.asyncDispose]()
          await rm(folder, { recursive: true, force: true })
        },
      }
    },
  }
}

/** When each write of a stopped server began, by change sequence, ms since 1970. */
export async function commitTimes(folder: string): Promise<ReadonlyMap<number, number>> {
  const sql = await openSqliteTables(databaseFile(folder))
  try {
    const rows = await sql.selectFrom('changes').select(['seq', 'at']).execute()
    return new Map(rows.map(({ seq, at }) => [seq, at]))
  } finally {
    await sql.destroy()
  }
}
