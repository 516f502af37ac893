import { differenceTo, stateVectorOf } from 'shared-schema/documents/work-document.ts'
import { encodeWorkUpdate } from 'shared-schema/documents/work-document-encode.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { appendUpdates, COMPACT_AT_ROWS, documentFromLog, readDocument } from './document-rows.ts'
import type { NewEvent } from './event-log.ts'
import { appendEvents, findEvents, nextDeviceSeq } from './event-log.ts'
import { insertRequisition, listRequisitions } from './requisitions.ts'
import type { Store } from './store.ts'
import { insertTask } from './task-plans.ts'
import { listTasks } from './tasks.ts'

/** How an adapter opens a store for a test. */
export type Adapter = {
  readonly open: () => Promise<Store>
  /** Opens what a closed store left behind; absent where nothing outlives the closing. */
  readonly reopen?: () => Promise<Store>
  readonly dispose: () => Promise<void>
}

const record = (n: number) => ({ v: 1, id: `e-${n}`, task: 't-1', qty: n })

/** The n-th event of client 7 in task `t-1`. */
function row(n: number, change: Partial<NewEvent> = {}): NewEvent {
  return {
    ...{ id: `e-${n}`, task: 't-1', client: 7, clock: n, device: 'd-1', device_seq: n + 1, by: 'p-ana' },
    ...{ type: 'picked', line: 'l-1', qty: n, at: 5, happened_at: 5, received_at: 5, status: 'accepted' },
    ...{ held_reason: null, hash: `h-${n}`, body: JSON.stringify(record(n)) },
    ...change,
  }
}

/** What every adapter of the storage port must do. An adapter's own test opens one and runs this. */
export function storageContract(name: string, makeAdapter: () => Promise<Adapter>): void {
  describe(name, () => {
    let adapter: Adapter
    let store: Store
    beforeEach(async () => {
      adapter = await makeAdapter()
      store = await adapter.open()
    })
    afterEach(async () => {
      await store.close()
      await adapter.dispose()
    })
    const events = () => store.sql.selectFrom('work_events').select('id').orderBy('seq').execute()

    test('ST-01 a write that fails stores nothing and announces nothing, and the next one goes on', async () => {
      const heard: string[] = []
      store.onChange((changes) => heard.push(...changes.map(({ key }) => key)))
      const failing = store.write(async (tx) => {
        await appendEvents(tx, [row(0)])
        tx.changed('tasks', 'lost')
        throw new Error('the lights went out')
      })
      await expect(failing).rejects.toThrow('the lights went out')
      await store.write((tx) => Promise.resolve(tx.changed('tasks', 'kept')))
      expect(heard).toEqual(['kept'])
      expect(await events()).toEqual([])
    })

    test('ST-02 writes run one at a time, and their sequences rise with the commits', async () => {
      const seqs: number[] = []
      let inside = 0
      store.onChange((changes) => seqs.push(...changes.map(({ seq }) => seq)))
      const write = (n: number) =>
        store.write(async (tx) => {
          inside += 1
          expect(inside).toBe(1)
          await appendEvents(tx, [row(n)])
          tx.changed('tasks', `t-${n}`)
          inside -= 1
        })
      await Promise.all([0, 1, 2, 3].map(write))
      expect(seqs.length).toBe(4)
      expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => a - b))
      const stored = await store.sql.selectFrom('changes').select(['seq', 'key']).orderBy('seq').execute()
      expect(stored.map(({ seq }) => Number(seq))).toEqual(seqs)
    })

    test('ST-02 a change noted twice in a write is announced once', async () => {
      const heard: unknown[] = []
      store.onChange((changes) => heard.push(...changes))
      await store.write((tx) => {
        tx.changed('tasks', 't-1')
        tx.changed('tasks', 't-1')
        return Promise.resolve()
      })
      expect(heard.length).toBe(1)
    })

    test.each<[string, Partial<NewEvent>]>([
      ['an event id', { id: 'e-0', client: 8, clock: 0 }],
      ['a place in a document', { id: 'e-9', clock: 0 }],
    ])('ST-03 %s is taken once, whatever a process believed', async (_name, twin) => {
      await store.write((tx) => appendEvents(tx, [row(0)]))
      await expect(store.write((tx) => appendEvents(tx, [row(1), row(1, twin)]))).rejects.toThrow()
      expect(await events()).toEqual([{ id: 'e-0' }])
    })

    test('ST-03 the log is read in the order it was written, from wherever a reader stopped', async () => {
      await store.write((tx) =>
        appendEvents(
          tx,
          [0, 1, 2].map((n) => row(n)),
        ),
      )
      const [first] = await store.sql.selectFrom('work_events').selectAll().orderBy('seq').execute()
      const since = await store.sql
        .selectFrom('work_events')
        .select('id')
        .where('seq', '>', first?.seq ?? 0)
        .orderBy('seq')
        .execute()
      expect(since.map(({ id }) => id)).toEqual(['e-1', 'e-2'])
      expect(first).toMatchObject(row(0))
      expect(await nextDeviceSeq(store.sql, 'd-1')).toBe(4)
      expect(await nextDeviceSeq(store.sql, 'd-unheard')).toBe(1)
    })

    test('ST-03 a client id continues where its last event was', async () => {
      await store.write((tx) => appendEvents(tx, [row(0), row(1)]))
      await store.write((tx) => appendEvents(tx, [row(2), row(3, { client: 8, clock: 0 })]))
      const clients = await store.sql
        .selectFrom('client_ids')
        .select(['client', 'next_clock'])
        .orderBy('client')
        .execute()
      expect(clients).toEqual([
        { client: 7, next_clock: 3 },
        { client: 8, next_clock: 1 },
      ])
    })

    test('ST-03 numbers of 53 bits, texts of any script and bytes come back as they were', async () => {
      const body = JSON.stringify({ text: 'čćšžđ 🧺 \u0001"\\' })
      const large = row(0, { client: Number.MAX_SAFE_INTEGER, clock: 0, at: 2 ** 52 + 1, body })
      await store.write((tx) => appendEvents(tx, [large]))
      expect(await store.sql.selectFrom('work_events').selectAll().executeTakeFirst()).toMatchObject(large)
    })

    test('ST-03 a text with the one character that Postgres cannot hold breaks no write', async () => {
      await store.write((tx) => appendEvents(tx, [row(0, { line: 'l\u0000' }), row(1)]))
      expect((await events()).length).toBe(2)
      expect(await findEvents(store.sql, ['e-\u0000'])).toEqual(new Map())
    })

    test('ST-09 lists are found and ordered alike, whatever the database is and however it was set up', async () => {
      const line = (n: number) => ({
        ...{ id: `rl-${n}`, pos: 1, ident: '200431', name: 'Jastuk KING', unit: 'KOM', requested: 1000 },
        ...{ barcode: null, location: null, unknown_article: 0 as const },
      })
      const requisition = (n: number, shop: string) => ({
        lines: [line(n)],
        ...{
          id: `r-${n}`,
          number: `25-20CT-${n}`,
          date: '2025-10-03',
          warehouse: 'Veleprodajni magacin',
          shop,
        },
        ...{ closeIncomplete: true, importedBy: null },
      })
      const task = (n: number, due: number | null) => ({
        ...{ id: `t-${n}`, requisition: `r-${n}`, team: null, workers: ['p-ana'], due },
        ...{ by: 'p-sef', priority: 'normal' as const },
        lines: [{ id: `l-${n}`, requisitionLine: `rl-${n}`, quantity: 1000 }],
      })
      await store.write(async (tx) => {
        for (const [n, shop] of ['Župa', 'anex', 'Bar', 'Čapljina'].entries())
          await insertRequisition(tx, requisition(n, shop))
        for (const [n, due] of [5, null, 3].entries()) await insertTask(tx, task(n, due))
      })
      const shops = async (search: string) => {
        const which = { search, sort: 'shop', descending: false, offset: 0, limit: 9 } as const
        return (await listRequisitions(store.sql, which)).items.map(({ shop }) => shop)
      }
      expect(await shops('')).toEqual(['Bar', 'anex', 'Čapljina', 'Župa'])
      expect(await shops('A')).toEqual(['Bar', 'anex', 'Čapljina', 'Župa'])
      expect(await shops('20ct-2')).toEqual(['Bar'])
      expect(await shops('Čap')).toEqual(['Čapljina'])
      const due = async (descending: boolean) =>
        (await listTasks(store.sql, { sort: 'due', descending })).items.map((each) => each.due)
      expect(await due(false)).toEqual([null, 3, 5])
      expect(await due(true)).toEqual([5, 3, null])
    })

    test('ST-04 ST-06 a document of many updates is merged into one, and the log makes the same document anew', async () => {
      for (let n = 0; n < COMPACT_AT_ROWS + 3; n++) {
        await store.write(async (tx) => {
          await appendEvents(tx, [row(n)])
          await appendUpdates(tx, [{ task: 't-1', bytes: encodeWorkUpdate(7, n, [record(n)]) }])
        })
      }
      const rows = await store.sql.selectFrom('doc_updates').select('seq').execute()
      expect(rows.length).toBe(4)
      const document = await readDocument(store.sql, 't-1')
      expect(stateVectorOf(document)).toEqual(new Map([[7, COMPACT_AT_ROWS + 3]]))
      const whole = differenceTo(document, new Map())
      expect(whole).toEqual(
        encodeWorkUpdate(
          7,
          0,
          Array.from({ length: COMPACT_AT_ROWS + 3 }, (_, n) => record(n)),
        ),
      )
      expect(differenceTo(await documentFromLog(store.sql, 't-1'), new Map())).toEqual(whole)
      expect(stateVectorOf(await readDocument(store.sql, 't-unheard')).size).toBe(0)
    })

    test('ST-08 what was committed, and the epoch, are there after a reopening', async () => {
      if (adapter.reopen === undefined) return
      await store.write((tx) => appendEvents(tx, [row(0)]))
      const epoch = store.epoch()
      await store.close()
      store = await adapter.reopen()
      expect(store.epoch()).toBe(epoch)
      expect(await events()).toEqual([{ id: 'e-0' }])
      const seq = await store.write((tx) => Promise.resolve(tx.seq))
      expect(seq).toBeGreaterThan(1)
    })
  })
}
