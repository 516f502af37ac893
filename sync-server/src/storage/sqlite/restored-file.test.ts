import { copyFile, mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openSqliteStore } from './sqlite-store.ts'

test('ST-08 a backup put back in place of the database is another epoch, and the device keys are the same', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'magacin-restore-'))
  const file = join(folder, 'magacin.sqlite')
  const identity = async () => {
    const store = await openSqliteStore(file)
    const key = await store.write(async (tx) => tx.deviceKey('d-1'))
    await store.close()
    return { epoch: store.epoch(), key }
  }
  const before = await identity()
  await copyFile(file, join(folder, 'backup'))
  expect(await identity()).toEqual(before)
  await rename(join(folder, 'backup'), file)
  const after = await identity()
  expect(after.epoch).not.toBe(before.epoch)
  expect(after.key).toBe(before.key)
  expect(await identity()).toEqual(after)
  await rm(folder, { recursive: true })
})
