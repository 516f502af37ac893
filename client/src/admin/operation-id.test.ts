import { expect, test, vi } from 'vitest'
import { newOperationId } from './operation-id.ts'

test('Milena decides at a desk opened over plain HTTP, where browsers lend less cryptography', () => {
  const { getRandomValues } = crypto
  vi.stubGlobal('crypto', { getRandomValues: getRandomValues.bind(crypto) })
  const ids = [newOperationId(), newOperationId()]
  vi.unstubAllGlobals()
  expect(ids).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/), expect.stringMatching(/^[0-9a-f]{32}$/)])
  expect(new Set(ids).size).toBe(2)
})
