import 'fake-indexeddb/auto'
import type { WorkEvent } from 'shared-schema/domain/picking/event.ts'
import { expect, onTestFinished, test } from 'vitest'
import { openIndexedDbLog } from './indexed-db-log.ts'

const event = (id: string, seq: number) => ({ id, task: 'T1', seq, at: seq, tick: 0 }) as WorkEvent

/**
 * From the n-th stored row on, the disk is full, as the browser says it: in the middle of a transaction.
 * @returns makes room again
 */
function fullDisk(rowsThatFit: number): () => void {
  const { add } = IDBObjectStore.prototype
  let rows = 0
  IDBObjectStore.prototype.add = function (this: IDBObjectStore, ...row: Parameters<typeof add>) {
    rows += 1
    if (rows > rowsThatFit) throw new DOMException('The disk is full.', 'QuotaExceededError')
    return add.apply(this, row)
  }
  const free = () => {
    IDBObjectStore.prototype.add = add
  }
  onTestFinished(free)
  return free
}

for (const rowsThatFit of [0, 1, 2, 3]) {
  test(`DV-01 the disk is full after ${rowsThatFit} rows: the worker is told, and nothing of the call is stored`, async () => {
    const log = openIndexedDbLog(`full-${rowsThatFit}`)
    await log.load()
    fullDisk(rowsThatFit)
    const stored = await log.record([event('a', 1), event('b', 2)], { seq: 0 }, 0)
    expect(stored).toMatchObject({ ok: false, failure: { code: 'storage_failed' } })
    expect(await log.load()).toEqual({ events: [], outbox: [], counter: { seq: 0 } })
  })
}

test('DV-01 after a failure the next pick is stored under the number the failed one would have had', async () => {
  const log = openIndexedDbLog('full-then-free')
  await log.load()
  const free = fullDisk(0)
  await log.record([event('a', 1)], { seq: 0 }, 0)
  free()
  expect(await log.record([event('a', 1)], { seq: 0 }, 0)).toEqual({ ok: true })
})

test('DV-01 a transaction the browser aborts at its end stores nothing and says so', async () => {
  const log = openIndexedDbLog('aborted')
  await log.load()
  const { transaction } = IDBDatabase.prototype
  IDBDatabase.prototype.transaction = function (this: IDBDatabase, ...how: Parameters<typeof transaction>) {
    const tx = transaction.apply(this, how)
    if (how[1] === 'readwrite') tx.objectStore('meta').get('seq').onsuccess = () => tx.abort()
    return tx
  }
  onTestFinished(() => {
    IDBDatabase.prototype.transaction = transaction
  })
  const stored = await log.record([event('a', 1)], { seq: 0 }, 0)
  expect(stored).toMatchObject({ ok: false, failure: { code: 'storage_failed' } })
  IDBDatabase.prototype.transaction = transaction
  expect((await log.load()).events).toEqual([])
})

test('DV-01 every write asks for strict durability', async () => {
  const log = openIndexedDbLog('strict')
  await log.load()
  const { transaction } = IDBDatabase.prototype
  const asked: unknown[] = []
  IDBDatabase.prototype.transaction = function (this: IDBDatabase, ...how: Parameters<typeof transaction>) {
    if (how[1] === 'readwrite') asked.push(how[2])
    return transaction.apply(this, how)
  }
  onTestFinished(() => {
    IDBDatabase.prototype.transaction = transaction
  })
  await log.record([event('a', 1)], { seq: 0 }, 0)
  await log.remember('offset', 3)
  expect(asked).toEqual([{ durability: 'strict' }, { durability: 'strict' }])
})
