import type { WorkEvent } from 'shared-schema/domain/picking/event.ts'
import { expect, test } from 'vitest'
import type { KeptEvent, OutboxRow } from './device-log-port.ts'
import { KEEP_MS, prunableEvents } from './prune.ts'

const now = 20 * 24 * 60 * 60_000
const old = now - KEEP_MS - 1

function kept(id: string, own: boolean, keptAt = old): KeptEvent {
  return { id, task: 'T1', own, event: { id } as WorkEvent, keptAt }
}
function row(id: string, state: OutboxRow['state']): [string, OutboxRow] {
  return [id, { id, task: 'T1', at: 0, state, changedAt: 0 }]
}
const yes = () => true
const no = () => false

test('DV-08 a finished task of a fortnight ago is forgotten whole', () => {
  const outbox = new Map([row('a', 'acknowledged')])
  expect(prunableEvents([kept('a', true), kept('b', false)], outbox, yes, yes, now)).toEqual(['a', 'b'])
})

test('DV-08 one event that no server has keeps its whole task, however old', () => {
  for (const state of ['here', 'held', 'refused'] as const) {
    const outbox = new Map([row('a', 'acknowledged'), row('b', state)])
    expect(prunableEvents([kept('a', true), kept('b', true)], outbox, yes, yes, now)).toEqual([])
  }
})

test('DV-08 open, young, or not seen on the present server: kept', () => {
  const outbox = new Map([row('a', 'acknowledged')])
  expect(prunableEvents([kept('a', true)], outbox, no, yes, now)).toEqual([])
  expect(prunableEvents([kept('a', true)], outbox, yes, no, now)).toEqual([])
  expect(prunableEvents([kept('a', true, now)], outbox, yes, yes, now)).toEqual([])
})
