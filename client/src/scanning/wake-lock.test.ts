// @vitest-environment jsdom
import { afterEach, expect, test, vi } from 'vitest'
import { keepScreenOn, type ScreenLocks } from './wake-lock.ts'

/** The screen of a phone: the system takes every lock away when the page is hidden. */
function phone() {
  let visible = true
  const locks: { released: boolean }[] = []
  vi.spyOn(document, 'visibilityState', 'get').mockImplementation(() => (visible ? 'visible' : 'hidden'))
  const screen: ScreenLocks = {
    request: async () => {
      if (!visible) throw new DOMException('', 'NotAllowedError')
      const lock = Object.assign(new EventTarget(), {
        released: false,
        type: 'screen' as const,
        onrelease: null,
        release: async () => {
          lock.released = true
        },
      })
      locks.push(lock)
      return lock
    },
  }
  const turn = async (on: boolean) => {
    visible = on
    if (!on) for (const lock of locks) lock.released = true
    document.dispatchEvent(new Event('visibilitychange'))
    await settled()
  }
  return { screen, turn, isOn: () => locks.some((lock) => !lock.released) }
}

const settled = () => new Promise((done) => setTimeout(done))

afterEach(() => vi.restoreAllMocks())

test('Ana pockets the phone and takes it out again: the screen stays on as before', async () => {
  const { screen, turn, isOn } = phone()
  const stop = keepScreenOn(screen)
  await settled()
  expect(isOn()).toBe(true)
  await turn(false)
  expect(isOn()).toBe(false)
  await turn(true)
  expect(isOn()).toBe(true)

  stop()
  await settled()
  expect(isOn()).toBe(false)
  await turn(true)
  expect(isOn()).toBe(false)
})

test('a lock that arrives after the work is over is given back', async () => {
  const { screen, isOn } = phone()
  const stop = keepScreenOn(screen)
  stop()
  await settled()
  expect(isOn()).toBe(false)
})

test('a browser without wake locks is left alone', () => {
  expect(() => keepScreenOn(undefined)()).not.toThrow()
})
