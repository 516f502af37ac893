import { expect, test } from 'vitest'
import { cameraErrorOf } from './camera-error.ts'

test.each([
  ['NotAllowedError', 'camera_denied'],
  ['NotFoundError', 'camera_missing'],
  ['NotReadableError', 'camera_busy'],
  ['NotSupportedError', 'camera_failed'],
])('a browser that says %s means %s', (name, code) => {
  expect(cameraErrorOf(new DOMException('', name))).toBe(code)
})

test('whatever else comes is a failure of the camera, not of the page', () => {
  expect(cameraErrorOf('odd')).toBe('camera_failed')
})
