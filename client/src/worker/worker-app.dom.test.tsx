import { cleanup, screen } from '@solidjs/testing-library'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { setLanguage } from '../ui/language.ts'
import { codes } from './picking/picking-fixture.ts'
import { inTask, openApp as open } from './testing/open-app.tsx'

beforeEach(() => {
  setLanguage('en')
  location.hash = ''
  sessionStorage.clear()
})
afterEach(cleanup)

test('a new device is connected by a code, and says what happened when the code is wrong', async () => {
  const app = open({ enrolled: false, signedIn: '' })
  await screen.findByRole('heading', { name: 'Connect this device' })
  await app.scan('XXXX')
  expect(screen.getByRole('alert').textContent).toContain('wrong, used or expired')
  await app.scan('https://magacin.example/#enrol=K7PQ')
  expect(screen.getByRole('heading', { name: 'Who is working?' })).toBeTruthy()
})

test('Ana signs in with her PIN; a wrong one tells how many tries are left', async () => {
  const app = open({ signedIn: '' })
  await app.press(/Ana Kovačević/)
  const enter = async (pin: string) => {
    for (const digit of pin) await app.press(`Digit ${digit}`)
    await app.press('Sign in')
  }
  await enter('9999')
  expect(screen.getByText('The PIN is not right. 4 tries left.')).toBeTruthy()
  await enter('1111')
  expect(screen.getByRole('heading', { name: 'My tasks' })).toBeTruthy()
  expect(app.heard).toEqual(['stop', 'success'])
})

test('offline, somebody new to the device is told that the first time needs a network', async () => {
  const app = open({ signedIn: '' })
  app.connection.set({ state: 'offline' })
  expect(screen.getByRole('button', { name: /Jelena/ }).textContent).toContain('needs a network')
  expect(screen.getByRole('button', { name: /Ana/ }).textContent).not.toContain('needs a network')
})

test('an update is offered in the list of tasks, never inside one', async () => {
  const app = open()
  app.update.available.set(true)
  expect(screen.getByText('A new version is ready')).toBeTruthy()
  inTask()
  await vi.waitFor(() => expect(screen.getByTestId('count')).toBeTruthy())
  expect(screen.queryByText('A new version is ready')).toBeNull()
})

test('a task taken away in mid-pick says what became of it and of the work', async () => {
  inTask()
  const app = open()
  await app.scan(codes.blanket)
  app.tasks.set([])
  expect(screen.getByText('The task was given to somebody else')).toBeTruthy()
})

test('a scan with no task open has nowhere to count and says so; a document’s number opens its task', async () => {
  const app = open()
  await app.scan(codes.blanket)
  expect(screen.getByText('Open a task first. Nothing was recorded.')).toBeTruthy()
  expect(app.heard).toEqual(['attention'])
  await app.scan('25-20CT-000279')
  await vi.waitFor(() => expect(app.count()).toBe('0 / 4 KOM'))
})
