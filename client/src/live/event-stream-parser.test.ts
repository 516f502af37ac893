import { expect, test } from 'vitest'
import { createEventStreamParser } from './event-stream-parser.ts'

test('a message cut into single characters is the same message', () => {
  const parse = createEventStreamParser()
  const text = ': heartbeat\r\nid: 7\r\nevent: change\r\ndata: {"seq":7,\r\ndata: "topic":"tasks"}\r\n\r\n'
  const events = [...text].flatMap((piece) => parse(piece))
  expect(events).toEqual([{ type: 'change', id: '7', data: '{"seq":7,\n"topic":"tasks"}' }])
})

test('a heartbeat alone is no message, and the last id stays in force', () => {
  const parse = createEventStreamParser()
  expect(parse('id: 3\ndata: a\n\n:\n\n')).toEqual([{ type: 'message', id: '3', data: 'a' }])
  expect(parse('data: b\n\n')).toEqual([{ type: 'message', id: '3', data: 'b' }])
})
