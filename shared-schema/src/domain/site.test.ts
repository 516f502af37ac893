import { expect, test } from 'vitest'
import { buildSiteDirectory, siteKey } from './site.ts'

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

test('IM-12 a directory finds a site by name or alias, within its kind, and a name beats an alias', () => {
  const directory = buildSiteDirectory([
    { name: 'Prodavnica - Kotor Centar', kind: 'shop', aliases: ['Kotor 1', 'Prodavnica - Budva'] },
    { name: 'Prodavnica - Budva', kind: 'shop', aliases: [] },
    { name: 'Veleprodajni Magacin', kind: 'warehouse', aliases: [] },
  ])
  expect(directory.find('shop', 'KOTOR 1 ')).toBe('Prodavnica - Kotor Centar')
  expect(directory.find('shop', 'prodavnica-budva')).toBe('Prodavnica - Budva')
  expect(directory.find('shop', 'Veleprodajni Magacin')).toBeUndefined()
  expect(directory.names('warehouse')).toEqual(['Veleprodajni Magacin'])
})
