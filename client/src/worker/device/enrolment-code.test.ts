import { expect, test } from 'vitest'
import { enrolmentCode } from './enrolment-code.ts'

test('Milena’s QR may be the code alone or an address that carries it', () => {
  expect(enrolmentCode(' K7PQ-2M4X ')).toBe('K7PQ-2M4X')
  expect(enrolmentCode('https://magacin.example/#enrol=K7PQ-2M4X')).toBe('K7PQ-2M4X')
  expect(enrolmentCode('https://magacin.example/?x=1&code=K7%2B2')).toBe('K7+2')
})
