import { cleanup, screen, within } from '@solidjs/testing-library'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { setLanguage } from '../../ui/language.ts'
import { inTask, openApp as open, settled } from '../testing/open-app.tsx'
import { codes, picks, plan } from './picking-fixture.ts'

beforeEach(() => {
  setLanguage('en')
  location.hash = ''
  sessionStorage.clear()
})
afterEach(cleanup)

test('a scan counts one, sounds after it is recorded, and stays in view', async () => {
  inTask()
  const app = open()
  await app.scan(codes.blanket)
  expect(app.count()).toBe('1 / 4 KOM')
  expect(app.heard).toEqual(['success'])
  expect(screen.getByTestId('last-scan').textContent).toContain('+1 KOM')
  // Looking at a task starts nothing; the first act does.
  expect(
    app
      .events(plan.id)
      .get()
      .map(({ type }) => type),
  ).toEqual(['task_started', 'picked'])
  expect(screen.getByTestId('unsent').dataset.count).toBe('2')
})

test('a storage failure is loud and says that nothing was recorded; no success is heard', async () => {
  inTask()
  const app = open()
  app.fail({ code: 'storage_failed', detail: 'QuotaExceededError' })
  await app.scan(codes.blanket)
  expect(app.heard).toEqual(['stop'])
  expect(app.feedback()?.textContent).toContain('NOT recorded')
  expect(app.count()).toBe('0 / 4 KOM')
  await app.press(/understood/)
  expect(app.feedback()).toBeNull()
})

test('a wrong article stays on the screen until it is acknowledged or the right one is scanned', async () => {
  inTask()
  const app = open()
  await app.scan(codes.lamp)
  expect(app.feedback()?.textContent).toContain('This is Lampa stona (200434)')
  expect(app.picked()).toHaveLength(0)
  await app.scan(codes.blanket)
  expect(app.feedback()?.dataset.kind).toBe('ok')
  expect(app.heard).toEqual(['stop', 'success'])
})

test('one too many is asked; the same scan in rhythm does not answer, a later one does', async () => {
  inTask()
  const app = open()
  for (let pull = 0; pull < 4; pull += 1) await app.scan(codes.blanket)
  // The line is full and the next one is in hand; the fifth blanket is a question.
  await app.scan(codes.blanket)
  expect(screen.getByRole('alertdialog', { name: 'More than requested?' })).toBeTruthy()
  await app.scan(codes.blanket, 200)
  expect(app.picked()).toHaveLength(4)
  await app.scan(codes.blanket, 800)
  expect(app.picked()).toHaveLength(5)
  expect(screen.queryByRole('alertdialog')).toBeNull()
})

test('a code on two articles is chosen, and counts where it was chosen', async () => {
  inTask()
  const app = open()
  await app.scan(codes.shared)
  const choice = screen.getByRole('alertdialog', { name: 'Which article is it?' })
  within(choice)
    .getByRole('button', { name: /Čaršav/ })
    .click()
  await settled()
  expect(app.picked()).toMatchObject([{ line: 'sheet', code: codes.shared }])
})

test('the keypad begins empty, adds to what is there, and a scan meanwhile is a scan', async () => {
  inTask()
  const app = open()
  await app.scan(codes.blanket)
  await app.press('Quantity')
  const field = screen.getByLabelText<HTMLInputElement>('Quantity')
  expect(field.value).toBe('')
  await app.press('2')
  await app.scan(codes.blanket)
  expect(field.value).toBe('2')
  await app.press('Add 2 KOM')
  expect(app.picked().map((event) => 'qty' in event && event.qty)).toEqual([1000, 1000, 2000])
})

test('a quantity beyond the request needs a second press', async () => {
  inTask()
  const app = open()
  await app.press('Quantity')
  await app.press('5')
  await app.press('Add 5 KOM')
  expect(app.picked()).toHaveLength(0)
  await app.press('Record 5 anyway (1 over)')
  // That was the other half of a double tap in a glove, and no answer.
  expect(app.picked()).toHaveLength(0)
  await vi.waitFor(
    async () => {
      await app.press('Record 5 anyway (1 over)')
      expect(app.picked()).toMatchObject([{ qty: 5000, way: 'typed' }])
    },
    { timeout: 5_000 },
  )
})

test('undo takes back the worker’s own last pick and no teammate’s', async () => {
  inTask()
  const app = open()
  await app.scan(codes.blanket)
  app.arrive('p-luka', picks('blanket', 1))
  await app.press('Undo')
  await app.press('Undo 1 KOM')
  const undo = app.events(plan.id).get().at(-1)
  expect(undo).toMatchObject({ type: 'unpicked', by: 'p-ana', undoes: app.picked()[0]?.id })
  expect(app.count()).toBe('1 / 4 KOM')
})

test('rest is missing: one tap on a reason closes the line with what was seen', async () => {
  inTask()
  const app = open()
  await app.scan(codes.blanket)
  await app.press('Rest is missing')
  await app.press('Not found')
  expect(app.events(plan.id).get().at(-1)).toMatchObject({
    type: 'line_closed',
    line: 'blanket',
    reason: 'not_found',
    seen: 1000,
  })
  expect(screen.getByTestId('line-location').textContent).toBe('ZA-R02-P01-B01')
})

test('"other" asks for words before it closes', async () => {
  inTask()
  const app = open()
  await app.press('Rest is missing')
  await app.press('Other')
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Close the line' }).disabled).toBe(true)
})

test('skip puts the line at the end, still owed', async () => {
  inTask()
  const app = open()
  await app.press('Skip')
  expect(screen.getByTestId('line-location').textContent).toBe('ZA-R02-P01-B01')
  await app.press(/^All/)
  expect(screen.getByText('Skipped, still owed')).toBeTruthy()
  expect(app.events(plan.id).get()).toEqual([])
})

test('a teammate’s picks arrive quietly, and both shares are shown', async () => {
  inTask()
  const app = open()
  await app.scan(codes.blanket)
  app.arrive('p-luka', picks('blanket', 2))
  await settled()
  expect(app.count()).toBe('3 / 4 KOM')
  expect(screen.getByText('Luka Perović +2 KOM on this line')).toBeTruthy()
  expect(app.heard).toEqual(['success'])
})

test('finishing with open lines leaves them to Luka, by name, and says the phone may be put away', async () => {
  inTask()
  const app = open()
  await app.scan(codes.blanket)
  await app.press(/^All/)
  await app.press('Finish')
  await app.press('Leave to Luka Perović')
  expect(app.events(plan.id).get().at(-1)).toMatchObject({
    type: 'task_completed',
    scope: 'worker',
    seen: 1000,
  })
  expect(screen.getByText('You can put the device away')).toBeTruthy()
  app.acknowledge()
  expect(screen.getByText('Everything is on the server.')).toBeTruthy()
})

test('a scan after a pause or a finish changes nothing and says so', async () => {
  inTask()
  const app = open()
  await app.press(/^All/)
  await app.press('Pause')
  await app.scan(codes.blanket)
  expect(app.feedback()?.textContent).toContain('The task is paused')
  expect(app.picked()).toHaveLength(0)
})

test('where the site scans locations, the article waits for its location', async () => {
  inTask()
  const app = open({ site: { scanLocation: true } })
  await app.scan(codes.blanket)
  expect(app.feedback()?.textContent).toContain('Location first')
  await app.scan('ZA-R01-P01-B01')
  await app.scan(codes.blanket)
  expect(app.picked()).toMatchObject([{ location: 'ZA-R01-P01-B01' }])
})
