import { expect, test } from 'vitest'
import { siteKey } from './site.ts'

test('IM-12 the spellings of one site meet in one key', () => {
  const spellings = [
    'Prodavnica - Kotor Centar',
    'prodavnica - kotor centar ',
    'PRODAVNICA  –  KOTOR\u00a0CENTAR',
    'Prodavnica-Kotor Centar',
  ]
  expect(new Set(spellings.map(siteKey)).size).toBe(1)
  expect(siteKey('Veleprodaja Đenovići')).toBe(siteKey('veleprodaja Djenovici'))
})

test('IM-12 different sites stay different', () => {
  expect(siteKey('Prodavnica - Kotor Centar')).not.toBe(siteKey('Prodavnica - Kotor Stari Grad'))
})
