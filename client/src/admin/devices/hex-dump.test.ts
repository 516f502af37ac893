import { expect, test } from 'vitest'
import { hexDump } from './hex-dump.ts'

test('bytes are shown with their place, as figures and as letters; what is too much is left out and counted', () => {
  const bytes = new TextEncoder().encode('events\u0000ž and more')
  expect(hexDump(bytes)).toEqual({
    lines: [
      '00000  65 76 65 6e 74 73 00 c5 be 20 61 6e  events··· an',
      '00012  64 20 6d 6f 72 65                    d more',
    ],
    left: 0,
  })
  expect(hexDump(new Uint8Array(600)).left).toBe(88)
  expect(hexDump(new Uint8Array())).toEqual({ lines: [], left: 0 })
})
