import type { WorkEvent } from 'shared-schema/domain/picking/event.ts'
import { expect, test } from 'vitest'
import type { StoredTask } from './round-task.ts'
import { judgeLoad } from './tally.ts'

const made = ['a', 'b', 'c'].map((id) => ({ id, type: 'picked', qty: 1000 }) as WorkEvent)
const task = (ids: readonly string[], counted: number) =>
  ({ events: ids.map((id) => ({ id })), items: [{ picked: counted * 1000 }] }) as unknown as StoredTask

test('a round sees what is missing in the log, what is there twice, and what the tables count otherwise', () => {
  expect(judgeLoad(task(['a', 'b', 'c'], 3), made)).toEqual({ lost: 0, doubled: 0, complaints: [] })
  expect(judgeLoad(task(['a', 'c'], 2), made)).toMatchObject({ lost: 1, doubled: 0 })
  expect(judgeLoad(task(['a', 'b', 'c'], 2), made)).toMatchObject({ lost: 1, doubled: 0 })
  expect(judgeLoad(task(['a', 'b', 'c', 'c'], 3), made)).toMatchObject({ lost: 0, doubled: 1 })
  expect(judgeLoad(task(['a', 'b', 'c'], 5), made)).toMatchObject({ lost: 0, doubled: 2 })
})
