import { expect, test } from 'vitest'
import { makeLogger } from './log.ts'

test('a secret that strays into the log is cut out', () => {
  const lines: string[] = []
  const log = makeLogger('info', { write: (line) => lines.push(line) })
  log.info({ body: { pin: '4711', password: 'magacin-demo' }, token: 'abc', device: 'd-1' }, 'login')
  log.info({ request: { headers: { authorization: 'Bearer xyz', host: 'magacin.local' } } }, 'request')
  const text = lines.join('')
  expect(text).not.toMatch(/4711|magacin-demo|abc|xyz/)
  expect(text).toContain('d-1')
  expect(text).toContain('magacin.local')
})
