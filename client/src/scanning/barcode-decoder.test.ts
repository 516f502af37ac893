import { expect, test } from 'vitest'
import { nearestToCentre, type Sighting } from './barcode-decoder.ts'

const at = (code: string, x: number, y: number): Sighting => ({ code, symbology: 'ean13', x, y })

test('of three labels on the shelf Ana gets the one she aims at', () => {
  const shelf = [at('left', 0.1, 0.5), at('aimed', 0.55, 0.45), at('below', 0.5, 0.9)]
  expect(nearestToCentre(shelf)?.code).toBe('aimed')
})

test('an empty shelf gives nothing', () => {
  expect(nearestToCentre([])).toBeUndefined()
})
