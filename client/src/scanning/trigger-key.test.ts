import { expect, test } from 'vitest'
import { TERMINATOR } from './trigger-buffer.ts'
import { type KeyPress, keyOfPress } from './trigger-key.ts'

const press = (key: string, more: Partial<KeyPress> = {}) =>
  keyOfPress({
    key,
    ctrlKey: false,
    altKey: false,
    metaKey: false,
    shiftKey: false,
    repeat: false,
    isComposing: false,
    ...more,
  })

test('characters stand for themselves, shifted ones too', () => {
  expect(press('8')).toBe('8')
  expect(press('Z', { shiftKey: true })).toBe('Z')
  expect(press('č')).toBe('č')
})

test('Enter and Tab end a scan; Shift+Tab is a person going back', () => {
  expect(press('Enter')).toBe(TERMINATOR)
  expect(press('Tab')).toBe(TERMINATOR)
  expect(press('Tab', { shiftKey: true })).toBeUndefined()
})

test('a scanner without Enter presses Ctrl+M or Ctrl+J, and Ctrl+] for FNC1', () => {
  expect(press('m', { ctrlKey: true })).toBe(TERMINATOR)
  expect(press('j', { ctrlKey: true })).toBe(TERMINATOR)
  expect(press(']', { ctrlKey: true })).toBe('\u001d')
})

test('a bracket that a layout reaches by AltGr is a bracket', () => {
  expect(press(']', { ctrlKey: true, altKey: true })).toBe(']')
})

test.each([
  ['a shortcut', 'c', { ctrlKey: true }],
  ['a menu', 'f', { altKey: true }],
  ['a key held down', '1', { repeat: true }],
  ['an arrow', 'ArrowDown', {}],
  ['a shift key going down', 'Shift', {}],
  ['a keyboard that does not name its keys', 'Unidentified', {}],
])('%s means nothing to a scanner', (_, key, more) => {
  expect(press(key, more)).toBeUndefined()
})
