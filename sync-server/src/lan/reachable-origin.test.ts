import { expect, test } from 'vitest'
import { reachableOrigin } from './reachable-origin.ts'

const home = () => ['192.168.1.20', '10.8.0.3']

test("Milena makes a code at the server's own screen, and Ana's phone finds the server by it", () => {
  const anywhere = { host: '0.0.0.0' }
  expect(reachableOrigin('http://localhost:8123/api', anywhere, home)).toBe('http://192.168.1.20:8123')
  expect(reachableOrigin('https://127.0.0.1:8123/api', anywhere, home)).toBe('https://192.168.1.20:8123')
  expect(reachableOrigin('http://[::1]/api', anywhere, home)).toBe('http://192.168.1.20')
})

test('an address that serves Milena serves the phone too', () => {
  expect(reachableOrigin('https://magacin.lan/api', { host: '0.0.0.0' }, home)).toBeUndefined()
})

test('a configured address comes before any guess', () => {
  const behindProxy = { host: '127.0.0.1', publicUrl: 'https://magacin.example/' }
  expect(reachableOrigin('http://localhost:8123/api', behindProxy, home)).toBe('https://magacin.example')
})

test('a server that listens to itself only, or stands in no network, promises no other address', () => {
  expect(reachableOrigin('http://localhost:8123/api', { host: '127.0.0.1' }, home)).toBeUndefined()
  expect(reachableOrigin('http://localhost:8123/api', { host: '0.0.0.0' }, () => [])).toBeUndefined()
})
