import { expect, test } from 'vitest'
import { openSqliteStore } from '../storage/sqlite/sqlite-store.ts'
import { eventIdOf } from './append-acts.ts'
import type { ActsToAppend } from './ingest-port.ts'
import { furnish, handheld, openWarehouse, pick } from './sample-warehouse.ts'

async function warehouse() {
  const store = await openSqliteStore(':memory:')
  await furnish(store)
  return openWarehouse(store)
}
const one = [{ type: 'picked', task: 't-1', line: 't-1-pillow', qty: 1000, way: 'typed' }] as const

test('SY-16 the same operation again answers with the same events and counts once, also within one batch', async () => {
  const { ingest, inLog } = await warehouse()
  const call = () =>
    ingest.append({ task: 't-1', acts: one, actor: 'p-ana', operation: 'any string: čžš #1' })
  const [first, second] = await Promise.all([call(), call()])
  const third = await call()
  expect(first).toMatchObject({ ok: true, value: { replayed: false } })
  for (const again of [second, third]) {
    expect(again).toMatchObject({ ok: true, value: { replayed: true } })
    expect(again.ok && again.value.events).toEqual(first.ok && first.value.events)
  }
  expect((await inLog()).length).toBe(1)
})

test('PK-11 event ids derive from actor, operation and index', async () => {
  const id = eventIdOf('p-ana', 'op', 0)
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(
    new Set([id, eventIdOf('p-luka', 'op', 0), eventIdOf('p-ana', 'op', 1), eventIdOf('p-ana', 'op2', 0)])
      .size,
  ).toBe(4)
  // Fields are told apart: a colon or a blank in an operation makes no other actor's id.
  expect(eventIdOf('a', 'b:0', 1)).not.toBe(eventIdOf('a:b', '0', 1))
})

test('SY-16 an operation used for something else is refused', async () => {
  const { ingest } = await warehouse()
  await ingest.append({ task: 't-1', acts: one, actor: 'p-ana', operation: 'op' })
  const other: ActsToAppend = [{ ...one[0], qty: 2000 }]
  for (const [task, acts] of [
    ['t-1', other],
    ['t-2', one],
  ] as const) {
    const again = await ingest.append({ task, acts, actor: 'p-ana', operation: 'op' })
    expect(again).toMatchObject({ ok: false, failure: { code: 'event_id_reused' } })
  }
})

test('SY-16 what an act has seen is decided on the state at the moment it is appended', async () => {
  const { ingest, store } = await warehouse()
  const pickOne = (operation: string) => ingest.append({ task: 't-1', acts: one, actor: 'p-ana', operation })
  const before = pickOne('before')
  const closed = await ingest.append({
    ...{ task: 't-1', actor: 'p-ana', operation: 'close' },
    acts: (state) => {
      const seen = state.lines.get('t-1-pillow')?.picked ?? -1
      return {
        ok: true,
        value: [{ type: 'line_closed', task: 't-1', line: 't-1-pillow', reason: 'damaged', seen }],
      }
    },
  })
  // The pick before it waits in the same batch, and is seen.
  expect(closed).toMatchObject({ ok: true, value: { events: [{ seen: 1000 }] } })
  expect(await before).toMatchObject({ ok: true })
  await pickOne('after')
  const exceptions = await store.sql.selectFrom('exceptions').select('kind').execute()
  expect(exceptions).toEqual([{ kind: 'closed_then_picked' }])
})

test('SY-16 acts travel to phones like any other event, signed and numbered without a gap', async () => {
  const house = await warehouse()
  const luka = handheld(house, 'luka')
  for (const operation of ['a', 'b'])
    await house.ingest.append({ task: 't-1', acts: [one[0], one[0]], actor: 'p-ana', operation })
  expect(luka.events.size).toBe(4)
  expect([...luka.events.values()].map(({ device, seq }) => [device, seq]).sort()).toEqual(
    [1, 2, 3, 4].map((seq) => ['api-p-ana', seq]),
  )
  const fresh = handheld(house, 'luka')
  expect(await fresh.sync()).toEqual({ kind: 'stored', acknowledged: [], held: [] })
  expect(await fresh.put(pick('luka', 'pillow', 1))).toMatchObject({ kind: 'stored' })
})

test('SY-15 only supervisors decide exceptions; failures write nothing', async () => {
  const { ingest, inLog } = await warehouse()
  const accept: ActsToAppend = [
    { type: 'accepted', task: 't-1', exception: 'over_pick/t-1-pillow', seen: 1, text: 'ok' },
  ]
  const code = async (input: Partial<Parameters<typeof ingest.append>[0]>) => {
    const outcome = await ingest.append({
      task: 't-1',
      acts: accept,
      actor: 'p-sef',
      operation: 'x',
      ...input,
    })
    return outcome.ok ? 'appended' : outcome.failure.code
  }
  expect(await code({ actor: 'p-ana' })).toBe('author_forbidden')
  expect(await code({ actor: 'p-nobody' })).toBe('author_unknown')
  expect(await code({ task: 't-9' })).toBe('not_found')
  expect(await code({ acts: [{ ...one[0], qty: 0 }] })).toBe('event_malformed')
  expect(await code({ acts: () => ({ ok: false, failure: { code: 'lines_open', detail: '' } }) })).toBe(
    'lines_open',
  )
  expect(await inLog()).toEqual([])
  expect(await code({})).toBe('appended')
})

test('DV-07 what Milena did at the desk after the backup comes back from Ana’s phone: its key was in the backup', async () => {
  const before = await warehouse()
  const restored = await openSqliteStore(':memory:')
  await furnish(restored)
  // The backup is older than Milena's first act, and as old as her account.
  const accounts = await before.store.sql
    .selectFrom('devices')
    .selectAll()
    .where('kind', '=', 'api')
    .execute()
  for (const { id, mac_key } of accounts)
    await restored.write((tx) =>
      tx.sql.updateTable('devices').set({ mac_key }).where('id', '=', id).execute(),
    )
  const note = [{ type: 'note_added', task: 't-1', text: 'hitno' }] as const
  await before.ingest.append({ task: 't-1', acts: note, actor: 'p-sef', operation: 'op' })
  const bytes = await before.documents.diff('t-1', Uint8Array.of(0))
  const outcome = await openWarehouse(restored).ingest.frame({ task: 't-1', bytes, device: 'd-ana' })
  expect(outcome).toMatchObject({ kind: 'stored', held: [] })
})
