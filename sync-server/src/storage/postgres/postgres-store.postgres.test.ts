import { storageContract } from '../contract.ts'
import { openPostgresStore } from './postgres-store.ts'
import { freshDatabase } from './test-database.ts'

storageContract('Postgres', async () => {
  const url = await freshDatabase({ migrated: false })
  const open = () => openPostgresStore(url)
  return { open, reopen: open, dispose: () => Promise.resolve() }
})
