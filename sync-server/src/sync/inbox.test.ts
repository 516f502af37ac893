import { expect, test } from 'vitest'
import { makeInbox } from './inbox.ts'

/** As much of a socket as an inbox asks for. */
function socket() {
  const reading: boolean[] = []
  return {
    ...{ OPEN: 1 as const, readyState: 1 as 0 | 1 | 2 | 3, reading },
    pause: () => void reading.push(false),
    resume: () => void reading.push(true),
  }
}
const turn = () => new Promise((resolve) => setTimeout(resolve, 0))

test('SY-18 a device that sends faster than it is served is read no further until it is', async () => {
  const line = socket()
  const served: number[] = []
  let serve = () => {}
  const first = new Promise<void>((resolve) => {
    serve = resolve
  })
  const receive = makeInbox<number>(line, (message) => (served.push(message) === 1 ? first : undefined), fail)
  for (let sent = 0; sent < 300; sent += 1) receive(sent)
  expect(line.reading).toEqual([false])
  serve()
  while (served.length < 300) await turn()
  expect(line.reading).toEqual([false, true])
  expect(served).toEqual(Array.from({ length: 300 }, (_, index) => index))
})

test('SY-18 in a flood of one device the messages of another one have their turn', async () => {
  const order: string[] = []
  const flood = makeInbox<string>(socket(), (message) => void order.push(message), fail)
  const other = makeInbox<string>(socket(), (message) => void order.push(message), fail)
  for (let sent = 0; sent < 200; sent += 1) flood('flood')
  other('pick')
  while (order.length < 201) await turn()
  expect(order.indexOf('pick')).toBeLessThan(150)
})

test('what still waits when a socket begins to close is dropped, and a failure stops nothing else', async () => {
  const line = socket()
  const served: number[] = []
  const failures: unknown[] = []
  const receive = makeInbox<number>(
    line,
    async (message) => {
      served.push(message)
      if (message === 1) throw new Error('broken')
      if (message === 3) line.readyState = 2
    },
    (error) => failures.push(error),
  )
  for (const message of [1, 2, 3, 4]) receive(message)
  await turn()
  expect(served).toEqual([1, 2, 3])
  expect(failures).toHaveLength(1)
})

function fail(error: unknown): void {
  throw error
}
