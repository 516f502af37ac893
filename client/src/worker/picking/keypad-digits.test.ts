import { expect, test } from 'vitest'
import { keypadQuantity, pressKeypad } from './keypad-digits.ts'

const type = (keys: string, decimal: ',' | '.' = ',') =>
  [...keys].reduce((text, key) => pressKeypad(text, key === '<' ? 'back' : key, decimal), '')

test('Ana types twelve and a half with the comma of her language', () => {
  expect(type('12,5')).toBe('12,5')
  expect(keypadQuantity('12,5', ',')).toBe(12_500)
  // The hardware key may be a point; it means the same.
  expect(type('12.5')).toBe('12,5')
  expect(type('12.5', '.')).toBe('12.5')
})

test('keys that make no sense do nothing', () => {
  expect(type('1,2,3')).toBe('1,23')
  expect(type('1,2345')).toBe('1,234')
  expect(type('007')).toBe('7')
  expect(type(',5')).toBe('0,5')
  expect(type('12345678')).toBe('123456')
  expect(type('1x')).toBe('1')
  expect(type('12<<<')).toBe('')
})

test('nothing and zero are no quantity', () => {
  expect(keypadQuantity('', ',')).toBeUndefined()
  expect(keypadQuantity('0,0', ',')).toBeUndefined()
  expect(keypadQuantity('0,', ',')).toBeUndefined()
})
