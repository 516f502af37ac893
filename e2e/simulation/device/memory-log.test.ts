import { expect, test } from 'vitest'
import { deviceLogContract, samplePick } from '../../../client/src/replica/device-log/device-log-contract.ts'
import { makeDeviceDisk } from './device-disk.ts'
import { openMemoryLog } from './memory-log.ts'

deviceLogContract('memory', () => {
  const disk = makeDeviceDisk()
  return () => openMemoryLog(disk)
})

test.each(['aborts', 'full'] as const)(
  'DV-01 a disk that is in the mood "%s" stores nothing and says so',
  async (mood) => {
    const disk = makeDeviceDisk()
    const log = openMemoryLog(disk)
    disk.mood = mood
    expect(await log.record([samplePick(1)], { seq: 0 }, 0)).toMatchObject({ ok: false })
    disk.mood = 'well'
    expect(await log.load()).toEqual({ events: [], outbox: [], counter: { seq: 0 } })
    expect(await log.record([samplePick(1)], { seq: 0 }, 0)).toEqual({ ok: true })
  },
)

test('a process that is killed before its commit never hears of it, and the disk goes on with the next one', async () => {
  const commits: (() => void)[] = []
  const disk = makeDeviceDisk({
    soon: (run) => void commits.push(run),
    atCommit: (commit) => {
      commit()
      return false
    },
    hasty: false,
  })
  void openMemoryLog(disk).record([samplePick(1)], { seq: 0 }, 0)
  await Promise.resolve()
  expect(disk.stored().events.size).toBe(0)
  // The power is gone: what was under way goes with it.
  disk.replace(disk.stored())
  commits.length = 0
  const again = openMemoryLog(disk).record([samplePick(2)], { seq: 0 }, 0)
  await Promise.resolve()
  for (const commit of commits) commit()
  expect(await again).toEqual({ ok: true })
  expect([...disk.stored().events.keys()]).toEqual([samplePick(2).id])
})
