import { expect, test } from 'vitest'
import { quarantineFrame } from './quarantine.ts'
import { openSqliteStore } from './sqlite/sqlite-store.ts'

test('SY-11 a device that sends garbage without end fills nobody’s disk; another one’s refused frame is still kept', async () => {
  const store = await openSqliteStore(':memory:')
  const refuse = (device: string, byte: number) =>
    store.write((tx) =>
      quarantineFrame(
        tx,
        {
          ...{ device, document: 'task/t-1', code: 'update_malformed', detail: 'at byte 0', events: [] },
          bytes: Uint8Array.of(byte),
        },
        3,
      ),
    )
  const kept = async () => (await store.sql.selectFrom('quarantine').select('device').execute()).length
  for (let byte = 0; byte < 10; byte += 1) await refuse('d-jelena', byte)
  expect(await kept()).toBe(3)
  await refuse('d-luka', 0)
  expect(await kept()).toBe(4)
  await store.write((tx) => tx.sql.updateTable('quarantine').set({ reviewed_at: 1 }).execute())
  await refuse('d-jelena', 9)
  expect(await kept()).toBe(5)
  await store.close()
})
