import { expect, test } from 'vitest'
import { reconnectDelay } from './reconnect-delay.ts'

test('DV-14 sixty handhelds that lose the network together do not come back together', () => {
  const delays = Array.from({ length: 60 }, (_, device) => reconnectDelay(4, device / 60))
  expect(new Set(delays).size).toBe(60)
  expect(Math.max(...delays)).toBeLessThan(8_000)
})

test('DV-14 no wait exceeds twenty seconds, however long the outage lasted', () => {
  expect(reconnectDelay(5_000, 0.999_999)).toBeLessThan(20_000)
  expect(reconnectDelay(0, 0.999_999)).toBeLessThan(500)
})

test('a TV on the wall is live again within seconds of the server, however long it was gone', () => {
  expect(reconnectDelay(5_000, 0.999_999, 5_000)).toBeLessThan(5_000)
})
