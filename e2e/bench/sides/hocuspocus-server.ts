/* Hocuspocus with its SQLite extension, as its guide sets it up. FILE: the database; DEBOUNCE: ms, as it comes when absent. */
import { SQLite } from '@hocuspocus/extension-sqlite'
import { Server } from '@hocuspocus/server'
import { sharedClock } from '../process-usage.ts'
import { answerParent } from './answering.ts'

let stored: number | undefined
let stores = 0
const { FILE = '', DEBOUNCE, PORT = '0' } = process.env
const server = new Server({
  ...(DEBOUNCE !== undefined && { debounce: Number(DEBOUNCE) }),
  port: Number(PORT),
  address: '127.0.0.1',
  quiet: true,
  stopOnSignals: true,
  extensions: [
    new SQLite({ database: FILE }),
    {
      afterStoreDocument: () => {
        stores += 1
        stored = sharedClock()
        return Promise.resolve()
      },
    },
  ],
})
await server.listen()
answerParent(server.address.port, { stored: () => ({ stores, at: stored }) })
