import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { taskOfDocument } from 'shared-schema/documents/document-name.ts'
import { LeveldbPersistence } from 'y-leveldb'
import { encodeStateAsUpdate } from 'yjs'
import { type ChildServer, startChildServer } from './child-server.ts'
import type { RunningSide, Side } from './side.ts'

type Named = [name: string, update: Uint8Array]

/** A store of Hocuspocus may be due so long after the last one (its debounce is 2 s); quiet for longer, it has stored all, ms. */
const QUIET_MS = 2_600
const AFTERWARDS_MS = 1_200

/** Hocuspocus 4 with its SQLite extension. @param debounce ms before a changed document is stored; as it comes when absent */
export function hocuspocusSide(debounce?: number): Side {
  const name = debounce === undefined ? 'Hocuspocus + SQLite' : `Hocuspocus + SQLite, debounce ${debounce}`
  return {
    name,
    protocol: 'hocuspocus',
    durability: 'confirms what it has in memory',
    start: () =>
      startPeer('hocuspocus-server.ts', (folder) => {
        const file = path.join(folder, 'documents.sqlite')
        return {
          environment: { FILE: file, ...(debounce !== undefined && { DEBOUNCE: String(debounce) }) },
          settled: async (child) => {
            const quiet = debounce === undefined ? QUIET_MS : AFTERWARDS_MS
            let last = await child().ask<{ stores: number; at?: number }>('stored')
            for (;;) {
              await pause(quiet)
              const now = await child().ask<{ stores: number; at?: number }>('stored')
              if (now.stores === last.stores) return now.at
              last = now
            }
          },
          stop: () => Promise.resolve(),
          documents: () => {
            const database = new Database(file, { readonly: true })
            const rows = database.prepare('select name, data from documents').raw().all() as Named[]
            database.close()
            return Promise.resolve(rows)
          },
        }
      }),
  }
}

/** @y/websocket-server. @param persisted whether it stores with y-leveldb */
export function yWebsocketSide(persisted: boolean): Side {
  return {
    name: persisted ? 'y-websocket + y-leveldb' : 'y-websocket, nothing stored',
    protocol: 'y-websocket',
    durability: persisted ? 'confirms nothing, stores without fsync' : 'confirms nothing, stores nothing',
    start: () =>
      startPeer('y-websocket-server.ts', (folder) => ({
        environment: persisted ? { YPERSISTENCE: path.join(folder, 'level') } : {},
        settled: () => pause(AFTERWARDS_MS).then(() => undefined),
        // LevelDB lets one process in: the server has to be gone before its storage can be read.
        stop: (child) => (persisted ? child().end('SIGTERM') : Promise.resolve()),
        documents: (child) =>
          persisted ? storedIn(path.join(folder, 'level')) : child().ask<Named[]>('documents'),
      })),
  }
}

type PeerParts = {
  readonly environment: Readonly<Record<string, string>>
  readonly settled: (child: () => ChildServer) => Promise<number | undefined>
  readonly stop: (child: () => ChildServer) => Promise<void>
  readonly documents: (child: () => ChildServer) => Promise<Named[]>
}

async function storedIn(folder: string): Promise<Named[]> {
  const level = new LeveldbPersistence(folder)
  const found: Named[] = []
  for (const name of await level.getAllDocNames())
    found.push([name, encodeStateAsUpdate(await level.getYDoc(name))])
  await level.destroy()
  return found
}

async function startPeer(script: string, parts: (folder: string) => PeerParts): Promise<RunningSide> {
  const folder = await mkdtemp(path.join(tmpdir(), 'magacin-peer-'))
  const { environment, settled, stop, documents } = parts(folder)
  let child = await startChildServer(script, environment)
  const { port } = child
  return {
    url: `http://127.0.0.1:${port}`,
    pid: () => child.pid,
    settled: () => settled(() => child),
    stop: () => stop(() => child),
    kill: () => child.end('SIGKILL'),
    restart: async () => {
      child = await startChildServer(script, { ...environment, PORT: String(port) })
    },
    documents: async (add) => {
      for (const [name, update] of await documents(() => child)) add(taskOfDocument(name) ?? name, update)
    },
    damage: () => Promise.resolve([]),
    [Symbol.asyncDispose]: async () => {
      await child.end('SIGKILL')
      await rm(folder, { recursive: true, force: true })
    },
  }
}
