import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import type { Floor } from '../floor/warehouse.ts'
import { startChildServer } from './child-server.ts'
import type { Side } from './side.ts'

/**
 * Echo of the same bytes and batches of the same rows, and nothing else.
 * @param copy puts a copy of the prepared database there
 * @param events of one device in one task
 */
export function bareSide(
  copy: (to: string) => Promise<void>,
  floorFile: string,
  floor: Floor,
  events: number,
): Side {
  return {
    name: 'bare echo and rows',
    protocol: 'bare',
    durability: 'echoes after fsync',
    start: async () => {
      const folder = await mkdtemp(path.join(tmpdir(), 'magacin-bare-'))
      const file = path.join(folder, 'bare.sqlite')
      await copy(file)
      const environment = { FLOOR: floorFile, FILE: file, EVENTS: String(events) }
      const child = await startChildServer('bare-storage-server.ts', environment)
      return {
        url: `http://127.0.0.1:${child.port}`,
        pid: () => child.pid,
        settled: async () => (await child.ask<{ at?: number }>('stored')).at,
        stop: () => Promise.resolve(),
        kill: () => child.end('SIGKILL'),
        restart: () => Promise.reject(new Error('the bare server is not restarted')),
        documents: (add) => {
          const known = new Set(floor.teams.flat().map((task) => task.id))
          const database = new Database(file, { readonly: true })
          const rows = database.prepare('select task, bytes from doc_updates').raw().all() as [
            string,
            Buffer,
          ][]
          database.close()
          for (const [task, bytes] of rows) if (known.has(task)) add(task, bytes)
          return Promise.resolve()
        },
        damage: () => Promise.resolve([]),
        [Symbol.asyncDispose]: async () => {
          await child.end('SIGKILL')
          await rm(folder, { recursive: true, force: true })
        },
      }
    },
  }
}
