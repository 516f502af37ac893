import type { WorkEvent } from 'shared-schema/domain/picking/event.ts'
import { expect, test } from 'vitest'
import type { DeviceLog } from './device-log-port.ts'

/** A pick of a device, made up; its number makes its id. */
export function samplePick(seq: number, task = 'T1'): WorkEvent {
  return {
    ...{ v: 1, id: `01900000-0000-7000-8000-${seq.toString(16).padStart(12, '0')}`, type: 'picked', task },
    ...{ line: 'L1', qty: 1000, way: 'trigger', by: 'ana', device: 'D1', seq, at: 1_000 + seq, tick: 0 },
    mac: 'x'.repeat(43),
  }
}
const pick = samplePick

/**
 * What every device log promises, whatever it stores in.
 * @param newStorage an empty storage of its own; each call of what it returns opens a log on it, as a reload does
 */
export function deviceLogContract(adapter: string, newStorage: () => () => DeviceLog): void {
  test(`${adapter}: DV-01 what Ana recorded is there after the page was reloaded, with its outbox row and the counter`, async () => {
    const open = newStorage()
    const before = open()
    expect(await before.record([pick(1), pick(2)], { seq: 0 }, 5_000)).toEqual({ ok: true })
    before.close()

    const after = await open().load()
    expect(after.events.map((each) => [each.event.seq, each.own])).toEqual([
      [1, true],
      [2, true],
    ])
    expect(after.outbox.map((row) => row.state)).toEqual(['here', 'here'])
    expect(after.counter).toEqual({ seq: 2, clock: { at: 1_002, tick: 0 } })
  })

  test(`${adapter}: DV-01 a transaction that fails half way leaves neither event, nor outbox row, nor number`, async () => {
    const log = newStorage()()
    const twice = await log.record([pick(1), pick(1)], { seq: 0 }, 0)
    expect(twice).toMatchObject({ ok: false, failure: { code: 'storage_failed' } })
    expect(await log.load()).toEqual({ events: [], outbox: [], counter: { seq: 0 } })
  })

  test(`${adapter}: DV-01 picks recorded at once are stored in their order, each from where the one before ended`, async () => {
    const log = newStorage()()
    const all = [1, 2, 3].map((seq) => log.record([pick(seq)], { seq: seq - 1 }, 0))
    expect(await Promise.all(all)).toEqual([{ ok: true }, { ok: true }, { ok: true }])
    expect((await log.load()).counter.seq).toBe(3)
  })

  test(`${adapter}: DV-02 a counter that another tab moved on is told, and nothing is stored`, async () => {
    const log = newStorage()()
    await log.record([pick(1)], { seq: 0 }, 0)
    const late = await log.record([pick(1, 'T2')], { seq: 0 }, 0)
    expect(late).toEqual({
      ok: false,
      failure: { code: 'out_of_step', counter: { seq: 1, clock: { at: 1_001, tick: 0 } } },
    })
    expect((await log.load()).events).toHaveLength(1)
  })

  test(`${adapter}: DV-02 the counter is raised and never lowered`, async () => {
    const log = newStorage()()
    await log.raiseCounter(9)
    await log.raiseCounter(4)
    expect((await log.load()).counter.seq).toBe(9)
  })

  test(`${adapter}: a teammate's event is kept once, and never replaces an own one`, async () => {
    const log = newStorage()()
    await log.record([pick(1)], { seq: 0 }, 10)
    await log.keep([pick(1), pick(7), pick(7)], 20)
    const { events, outbox } = await log.load()
    expect(events.map((each) => [each.event.seq, each.own])).toEqual([
      [1, true],
      [7, false],
    ])
    expect(outbox).toHaveLength(1)
  })

  test(`${adapter}: acknowledged stays acknowledged when a refusal of an earlier copy arrives late`, async () => {
    const log = newStorage()()
    const event = pick(1)
    await log.record([event], { seq: 0 }, 0)
    await log.settle([{ state: 'acknowledged', events: [event.id], epoch: 'e1', at: 1 }])
    await log.settle([{ state: 'refused', events: [event.id], code: 'mac_invalid', at: 2 }])
    const { events, outbox } = await log.load()
    expect(outbox).toMatchObject([{ state: 'acknowledged', epoch: 'e1' }])
    expect(events[0]?.refused).toBeUndefined()
  })

  test(`${adapter}: what is refused is marked on event and row, and what nobody knows is left alone`, async () => {
    const log = newStorage()()
    await log.record([pick(1)], { seq: 0 }, 0)
    await log.settle([{ state: 'refused', events: [pick(1).id, pick(8).id], code: 'mac_invalid', at: 2 }])
    const { events, outbox } = await log.load()
    expect(outbox).toMatchObject([{ state: 'refused', code: 'mac_invalid', changedAt: 2 }])
    expect(events).toMatchObject([{ refused: 'mac_invalid' }])
  })

  test(`${adapter}: DV-08 what is forgotten is gone with its row, and the counter stays`, async () => {
    const log = newStorage()()
    await log.record([pick(1), pick(2)], { seq: 0 }, 0)
    await log.forget([pick(1).id])
    const { events, outbox, counter } = await log.load()
    expect([events.length, outbox.length, counter.seq]).toEqual([1, 1, 2])
  })

  test(`${adapter}: single values are remembered over a reload, found by their family, and erased`, async () => {
    const open = newStorage()
    const log = open()
    await log.remember('synced/T2', { task: 'T2', epoch: 'e' })
    await log.remember('synced/T1', { task: 'T1', epoch: 'e' })
    await log.remember('epoch', 'e')
    const again = open()
    expect((await again.recallAll('synced/')).map(({ task }) => task)).toEqual(['T1', 'T2'])
    await again.erase('synced/T1')
    expect(await again.recall('synced/T1')).toBeUndefined()
    expect(await again.recall('epoch')).toBe('e')
  })

  test(`${adapter}: DV-09 a log that was closed records nothing more: another tab may have taken over`, async () => {
    const log = newStorage()()
    await log.load()
    log.close()
    expect(await log.record([pick(1)], { seq: 0 }, 0)).toMatchObject({
      ok: false,
      failure: { code: 'storage_failed' },
    })
  })
}
