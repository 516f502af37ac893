import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { storageContract } from '../contract.ts'
import { openSqliteStore } from './sqlite-store.ts'

storageContract('SQLite in a file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'magacin-store-'))
  const open = () => openSqliteStore(join(folder, 'deeper', 'magacin.sqlite'))
  return { open, reopen: open, dispose: () => rm(folder, { recursive: true }) }
})

storageContract('SQLite in memory', () =>
  Promise.resolve({ open: () => openSqliteStore(':memory:'), dispose: () => Promise.resolve() }),
)
