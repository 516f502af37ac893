import type { WorkAct } from 'shared-schema/domain/picking/event.ts'
import { expect, test } from 'vitest'
import { openSqliteStore } from '../storage/sqlite/sqlite-store.ts'
import type { Store } from '../storage/store.ts'
import { rebuildProjections, verifyProjections } from './rebuild-projections.ts'
import { refreshTask } from './refresh-task.ts'

const TASK = 'task-1'

/** A warehouse with one requisition of two lines, both given to Ana and Luka. */
async function warehouseWithOneTask() {
  const store = await openSqliteStore(':memory:', () => 1_000)
  await store.write(async (tx) => {
    await tx.sql
      .insertInto('requisitions')
      .values({
        id: 'req-1',
        number: '25-20CT-000279',
        date: '2025-10-03',
        warehouse: 'Veleprodajni magacin',
        shop: 'Prodavnica Kotor',
        status: 'new',
        close_incomplete: 1,
        closed_at: null,
        import: null,
        created_at: 0,
        change_seq: tx.seq,
      })
      .execute()
    await tx.sql
      .insertInto('tasks')
      .values({
        id: TASK,
        requisition: 'req-1',
        team: null,
        priority: 'normal',
        due: null,
        created_at: 0,
        created_by: 'p-sef',
        cancelled_by: null,
        cancelled_at: null,
        cancelled_seen: null,
        change_seq: tx.seq,
        verdict_seq: tx.seq,
        status: 'assigned',
        picked: 0,
        over: 0,
        missing: 0,
        lines_done: 0,
        picks: 0,
        started_at: null,
        last_at: null,
        completed_at: null,
        open_exceptions: 0,
      })
      .execute()
    for (const [worker] of [['p-ana'], ['p-luka']] as const) {
      await tx.sql
        .insertInto('task_workers')
        .values({ task: TASK, worker, assigned_at: 0, removed_at: null, removed_seen: null })
        .execute()
    }
    for (const [line, pos] of [
      ['pillow', 1],
      ['blanket', 2],
    ] as const) {
      await tx.sql
        .insertInto('requisition_lines')
        .values({
          id: `req-${line}`,
          requisition: 'req-1',
          pos,
          ident: line,
          name: line,
          unit: 'KOM',
          requested: 10_000,
          barcode: null,
          location: null,
          unknown_article: 0,
        })
        .execute()
      await tx.sql
        .insertInto('task_lines')
        .values({
          id: line,
          task: TASK,
          requisition_line: `req-${line}`,
          requested: 10_000,
          picked: 0,
          missing: 0,
          over: 0,
          status: 'open',
          reason: null,
          by_worker: '{}',
          done_at: null,
        })
        .execute()
    }
    await refreshTask(tx, TASK)
  })
  return store
}

let events = 0
/** Puts an event into the log as ingest would, and refreshes the task in the same write. */
async function happens(store: Store, by: string, act: WorkAct) {
  events += 1
  const id = `00000000-0000-7000-8000-${String(events).padStart(12, '0')}`
  const body = { v: 1, id, by, device: `d-${by}`, seq: events, at: 1_000 + events, tick: 0, mac: 'x', ...act }
  await store.write(async (tx) => {
    await tx.sql
      .insertInto('work_events')
      .values({
        id,
        task: TASK,
        client: 1,
        clock: events,
        device: body.device,
        device_seq: events,
        by,
        type: act.type,
        line: null,
        qty: null,
        at: body.at,
        happened_at: body.at,
        received_at: tx.now,
        status: 'accepted',
        held_reason: null,
        hash: id,
        body: JSON.stringify(body),
      })
      .execute()
    await refreshTask(tx, TASK)
  })
  return id
}

const pick = (line: string, units: number): WorkAct => ({
  type: 'picked',
  task: TASK,
  line,
  qty: units * 1000,
  way: 'trigger',
})

test('ST-05 the tables of a task are the fold of its events, contradictions included', async () => {
  const store = await warehouseWithOneTask()
  await happens(store, 'p-ana', pick('pillow', 6))
  const surplus = await happens(store, 'p-luka', pick('pillow', 6))
  await happens(store, 'p-luka', {
    type: 'line_closed',
    task: TASK,
    line: 'blanket',
    reason: 'not_found',
    seen: 0,
  })
  await happens(store, 'p-ana', pick('blanket', 10))

  const task = await store.sql.selectFrom('tasks').selectAll().executeTakeFirstOrThrow()
  expect(task).toMatchObject({ picked: 22_000, over: 2_000, missing: 0, lines_done: 2, open_exceptions: 2 })
  const requisition = await store.sql.selectFrom('requisitions').selectAll().executeTakeFirstOrThrow()
  expect(requisition.status).toBe('in_progress')
  expect(await verifyProjections(store)).toEqual({ tasks: 1, events: 4, differences: [] })

  await happens(store, 'p-luka', { type: 'unpicked', task: TASK, line: 'pillow', undoes: surplus })
  const left = await store.sql.selectFrom('exceptions').select('kind').execute()
  expect(left).toEqual([{ kind: 'closed_then_picked' }])
  await store.close()
})

test('ST-05 a table that was tampered with is found, and a rebuild mends it', async () => {
  const store = await warehouseWithOneTask()
  await happens(store, 'p-ana', pick('pillow', 12))
  await store.sql
    .updateTable('task_lines')
    .set({ picked: 10_000, over: 0 })
    .where('id', '=', 'pillow')
    .execute()
  await store.sql.deleteFrom('exceptions').execute()
  await store.sql.updateTable('requisitions').set({ status: 'done' }).execute()

  const found = await verifyProjections(store)
  expect(found.differences.map(({ table, column }) => `${table}.${column}`)).toEqual([
    'task_lines.picked',
    'task_lines.over',
    'exceptions.*',
    'requisitions.status',
  ])
  await rebuildProjections(store)
  expect((await verifyProjections(store)).differences).toEqual([])
  await store.close()
})
