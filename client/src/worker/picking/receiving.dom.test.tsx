import { cleanup, fireEvent, screen, within } from '@solidjs/testing-library'
import { foldTask } from 'shared-schema/domain/picking/fold.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { setLanguage } from '../../ui/language.ts'
import { inTask, openApp, settled } from '../testing/open-app.tsx'
// Read ahead: what is under test is not how fast a busy machine compiles it.
import './damage-panel.tsx'
import 'shared-schema/messages/worker/receiving-task.ts'
import { codes, plan } from './picking-fixture.ts'

beforeEach(() => {
  setLanguage('en')
  location.hash = ''
  sessionStorage.clear()
})
afterEach(cleanup)

const receipt = { ...plan, kind: 'receive' as const, shop: 'Dunav Tekstil d.o.o.' }
const open = () => openApp({ tasks: [receipt] })
const state = (app: ReturnType<typeof open>) =>
  foldTask(receipt, app.events(plan.id).get()).lines.get('blanket')

test('a receipt is told apart in the list, and its screen speaks of what came', async () => {
  const app = open()
  expect(within(screen.getByRole('button', { name: /Dunav/ })).getByText('Receipt')).toBeTruthy()
  inTask()
  await settled()
  expect(await screen.findByText('Count what came')).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Rest did not come' })).toBeTruthy()
  for (let pull = 0; pull < 5; pull += 1) await app.scan(codes.blanket)
  expect(screen.getByRole('alertdialog', { name: 'More than the document says?' })).toBeTruthy()
})

test('PK-33 what is broken is told after it was counted, never more than was counted, and can be withdrawn', async () => {
  inTask()
  const app = open()
  await app.press('Damaged')
  expect(await screen.findByText('Count what came first. What is damaged is part of it.')).toBeTruthy()
  await app.press('Close')
  for (let pull = 0; pull < 3; pull += 1) await app.scan(codes.blanket)
  await app.press('Damaged')
  const field = await screen.findByRole('textbox', { name: /How many are damaged/ })
  fireEvent.input(field, { target: { value: '4' } })
  expect(screen.getByRole<HTMLButtonElement>('button', { name: /Record damaged/ }).disabled).toBe(true)
  fireEvent.input(field, { target: { value: '1' } })
  await app.press('More')
  fireEvent.input(screen.getByRole('textbox', { name: /What is wrong/ }), { target: { value: 'Wet' } })
  await app.press('Record damaged: 2 KOM')
  expect(state(app)).toMatchObject({ picked: 3000, damaged: 2000, damages: [{ text: 'Wet' }] })
  expect(screen.getByText('Damaged 2 KOM')).toBeTruthy()

  await app.press('Damaged')
  await app.press('Withdraw')
  expect(state(app)?.damaged).toBe(2000)
  await app.press('Really withdraw')
  expect(state(app)).toMatchObject({ picked: 3000, damaged: 0 })
})

test('a disk that is full is told, and nothing passes for recorded', async () => {
  inTask()
  const app = open()
  await app.scan(codes.blanket)
  await app.press('Damaged')
  app.fail({ code: 'storage_failed', detail: 'QuotaExceededError' })
  await app.press('Record damaged: 1 KOM')
  expect(app.feedback()?.textContent).toContain('NOT recorded')
  expect(state(app)?.damaged).toBe(0)
})
