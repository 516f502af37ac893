import fc from 'fast-check'
import { expect, test } from 'vitest'
import { underBox } from './aiming-box.ts'

test('a phone held upright shows the middle of a wide picture, and reads only what is in the box', () => {
  // 1280×720 covering 360×640: scale 8/9, 389 px of the picture hidden at either side.
  const part = underBox(
    { width: 1280, height: 720 },
    { width: 360, height: 640 },
    { x: 30, y: 220, width: 300, height: 200 },
  )
  expect(part).toEqual({ x: 444, y: 229, width: 392, height: 262 })
})

test('a box as large as the screen reads the whole visible picture', () => {
  const size = { width: 800, height: 480 }
  expect(underBox(size, size, { x: 0, y: 0, ...size })).toEqual({ x: 0, y: 0, ...size })
})

test('before the camera has sent a picture there is nothing to read', () => {
  const box = { x: 0, y: 0, width: 10, height: 10 }
  expect(underBox({ width: 0, height: 0 }, { width: 360, height: 640 }, box)).toBeUndefined()
  expect(underBox({ width: 640, height: 480 }, { width: 0, height: 0 }, box)).toBeUndefined()
})

test('whatever the sizes, the part is within the picture', () => {
  const side = fc.integer({ min: 1, max: 4_000 })
  const size = fc.record({ width: side, height: side })
  const box = fc.record({
    x: fc.integer({ min: -50, max: 2_000 }),
    y: fc.integer({ min: -50, max: 2_000 }),
    width: side,
    height: side,
  })
  fc.assert(
    fc.property(size, size, box, (picture, element, aim) => {
      const part = underBox(picture, element, aim)
      expect(part).toBeDefined()
      if (!part) return
      expect(Math.min(part.x, part.y)).toBeGreaterThanOrEqual(0)
      expect(Math.min(part.width, part.height)).toBeGreaterThanOrEqual(1)
      expect(part.x + part.width).toBeLessThanOrEqual(picture.width)
      expect(part.y + part.height).toBeLessThanOrEqual(picture.height)
    }),
  )
})
