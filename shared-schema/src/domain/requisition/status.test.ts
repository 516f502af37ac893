import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  closeRequisition,
  mayDeleteRequisition,
  moveRequisition,
  moveTask,
  type RequisitionFacts,
  requisitionStatuses,
  requisitionStatusFrom,
  taskStatuses,
} from './status.ts'

const facts = (changes: Partial<RequisitionFacts>): RequisitionFacts => ({
  cancelled: false,
  closed: false,
  tasks: [],
  unassigned: false,
  short: false,
  closeIncomplete: true,
  ...changes,
})

test('IM-13 a requisition and a task go forward only; done and cancelled are final', () => {
  expect(moveRequisition('new', 'assigned').ok).toBe(true)
  expect(moveTask('in_progress', 'paused').ok).toBe(true)
  expect(moveTask('paused', 'in_progress').ok).toBe(true)
  expect(moveTask('done', 'in_progress')).toEqual({
    ok: false,
    failure: { code: 'status_change_forbidden', from: 'done', to: 'in_progress' },
  })
  for (const to of requisitionStatuses.filter((status) => status !== 'done')) {
    expect(moveRequisition('done', to).ok, to).toBe(false)
  }
  for (const to of taskStatuses.filter((status) => status !== 'cancelled')) {
    expect(moveTask('cancelled', to).ok, to).toBe(false)
  }
})

test('IM-13 repeating a command is harmless', () => {
  for (const status of requisitionStatuses) expect(moveRequisition(status, status).ok).toBe(true)
  for (const status of taskStatuses) expect(moveTask(status, status).ok).toBe(true)
})

test('IM-13 only a new requisition may be deleted', () => {
  expect(requisitionStatuses.filter(mayDeleteRequisition)).toEqual(['new'])
})

test('IM-14 the status of a requisition follows from its tasks', () => {
  expect(requisitionStatusFrom(facts({}))).toBe('new')
  expect(requisitionStatusFrom(facts({ tasks: ['cancelled'] }))).toBe('new')
  expect(requisitionStatusFrom(facts({ tasks: ['assigned', 'cancelled'] }))).toBe('assigned')
  expect(requisitionStatusFrom(facts({ tasks: ['assigned', 'paused'] }))).toBe('in_progress')
  expect(requisitionStatusFrom(facts({ tasks: ['done', 'done'] }))).toBe('done')
  expect(requisitionStatusFrom(facts({ tasks: ['done'], unassigned: true }))).toBe('in_progress')
  expect(requisitionStatusFrom(facts({ tasks: ['done'], short: true, closeIncomplete: false }))).toBe(
    'in_progress',
  )
  expect(requisitionStatusFrom(facts({ tasks: ['done'], short: true, closed: true }))).toBe('done')
  expect(requisitionStatusFrom(facts({ tasks: ['done'], cancelled: true }))).toBe('cancelled')
})

test('IM-14 the order of the tasks does not matter', () => {
  const tasks = fc.array(fc.constantFrom(...taskStatuses), { maxLength: 6 })
  fc.assert(
    fc.property(tasks, fc.boolean(), (order, unassigned) => {
      const forward = requisitionStatusFrom(facts({ tasks: order, unassigned }))
      expect(requisitionStatusFrom(facts({ tasks: order.toReversed(), unassigned }))).toBe(forward)
    }),
  )
})

test('IM-15 Milena cannot close a document over an open line, and over a short one only knowingly', () => {
  const terms = { closeIncomplete: true, acceptShort: true }
  expect(closeRequisition(['picked', 'over'], { closeIncomplete: false, acceptShort: false }).ok).toBe(true)
  expect(closeRequisition(['picked', 'short'], terms).ok).toBe(true)
  expect(closeRequisition(['picked', 'open'], terms)).toEqual({
    ok: false,
    failure: { code: 'lines_open', open: 1, short: 0 },
  })
  expect(closeRequisition(['short'], { ...terms, acceptShort: false }).ok).toBe(false)
  expect(closeRequisition(['short'], { ...terms, closeIncomplete: false }).ok).toBe(false)
})
