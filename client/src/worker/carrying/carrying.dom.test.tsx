import { cleanup, screen } from '@solidjs/testing-library'
import { readCarried, writeCarried } from 'shared-schema/documents/carried-events.ts'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { pack } from '../../replica/carrying/pack.ts'
import { toSeries } from '../../replica/carrying/qr-series.ts'
import { setLanguage } from '../../ui/language.ts'
import { plan } from '../picking/picking-fixture.ts'
import { openApp as open } from '../testing/open-app.tsx'

beforeEach(() => {
  setLanguage('en')
  location.hash = ''
  sessionStorage.clear()
  // biome-ignore lint/suspicious/noDocumentCookie: as the app writes it
  document.cookie = 'magacin_device=; max-age=0; path=/'
  window.matchMedia ??= (() => ({ matches: true })) as unknown as typeof window.matchMedia
})
afterEach(cleanup)

const acts = [1, 2, 3].map(() => ({
  ...{
    type: 'picked' as const,
    task: plan.id,
    line: plan.lines[0]?.line ?? '',
    qty: 1000,
    way: 'trigger' as const,
  },
}))
const shown = (text: string | RegExp) => vi.waitFor(() => expect(screen.getByText(text)).toBeTruthy())

test('DV-16 Ana hands over what is unsent: every code is shown once round, and together they are her work', async () => {
  const app = open()
  await app.replica.record(acts)
  await app.press(/Open the state/)
  await app.press('Hand over unsent')
  await shown(/3 records are/)
  await app.press(/QR codes/)
  const text = await vi.waitFor(() => screen.getByTestId('code').dataset.text ?? '')
  expect(text).toMatch(/^MT1\//)
  const given = app.replica.giveOut()
  expect(given?.events).toHaveLength(3)
})

test('DV-16 Luka’s phone takes the codes in by trigger, in any order, and says what came', async () => {
  const ana = open()
  const recorded = await ana.replica.record(acts)
  cleanup()
  const events = recorded.ok ? recorded.events : []
  const given = { device: 'd-2', name: 'Zebra 08', madeAt: 0, events }
  const codes = toSeries(await pack(writeCarried(given))) ?? []
  expect(codes.length).toBeGreaterThan(1)

  const app = open()
  await app.press(/Open the state/)
  await app.press('Take others’')
  await shown(/Records of a device that cannot send/)
  await app.scan('3890002004317')
  await shown(/no code for handing over/)
  for (const code of [...codes].reverse()) await app.scan(code)
  await shown(/Taken: 3 records \(Zebra 08\)/)
  expect(app.takenIn).toEqual([given])
  expect(app.heard).toContain('success')
  expect(readCarried(writeCarried(given)).ok).toBe(true)
})

test('a second window shows nothing but that it does not record, and takes over when it is wanted', async () => {
  const app = open()
  app.storage.set({ ...app.storage.get(), otherTab: true })
  await shown('The app is open in another window too')
  expect(screen.queryByRole('button', { name: /Open the state/ })).toBeNull()
  await app.scan('25-20CT-000279')
  expect(app.heard).toEqual(['stop'])
  await app.press('Work here')
  expect(screen.getByRole('heading', { name: 'My tasks' })).toBeTruthy()
})

test('what was refused and what is held is told in human words, with what to do', async () => {
  const app = open()
  const [refused, held] = app.arrive('p-ana', acts.slice(0, 2))
  if (refused === undefined || held === undefined) throw new Error('two picks were made')
  app.judge([
    { event: refused, state: 'refused', code: 'mac_invalid' },
    { event: held, state: 'held' },
  ])
  await app.press(/Open the state/)
  await app.press('See what does not count')
  await shown('Refused')
  await shown('Waits on the server')
  expect(screen.getAllByText(/who decides what counts/).length).toBeGreaterThan(0)
  expect(screen.getAllByText(/Picked 1 KOM/)).toHaveLength(2)
})

test('an app too old for the server looks for a newer one by itself', () => {
  const app = open()
  app.connection.set({ state: 'offline', blocked: 'protocol_too_old' })
  expect(app.heard).toEqual(['look'])
})

test('a phone whose storage the browser threw away says so, instead of looking new', async () => {
  open()
  cleanup()
  open({ enrolled: false, signedIn: '' })
  await shown('The browser deleted the data of Zebra 07')
})
