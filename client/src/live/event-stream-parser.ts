/** One message of a `text/event-stream`. */
export type StreamEvent = { readonly type: string; readonly data: string; readonly id?: string }

/**
 * Reads a `text/event-stream` piece by piece.
 * @returns a function that takes the next piece of text and gives the messages it completed; the last event id
 * stays in force until another one comes, as the format says.
 * Source: https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
 */
export function createEventStreamParser(): (piece: string) => StreamEvent[] {
  let rest = ''
  let type = ''
  let data: string[] = []
  let id: string | undefined
  const readField = (line: string): void => {
    const colon = line.indexOf(':')
    // A line that begins with a colon is a comment: the server's heartbeat.
    if (colon === 0) return
    const name = colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '')
    if (name === 'event') type = value
    else if (name === 'data') data.push(value)
    else if (name === 'id' && !value.includes('\0')) id = value
  }
  const complete = (): StreamEvent[] => {
    const event = { type: type || 'message', data: data.join('\n'), ...(id !== undefined && { id }) }
    const empty = data.length === 0
    type = ''
    data = []
    return empty ? [] : [event]
  }
  const readLine = (line: string): StreamEvent[] => {
    if (line === '') return complete()
    readField(line)
    return []
  }
  return (piece) => {
    rest += piece
    // A carriage return at the very end may be half of a line end.
    const whole = rest.endsWith('\r') ? rest.slice(0, -1) : rest
    const lines = whole.split(/\r\n|\n|\r/)
    rest = (lines.pop() ?? '') + rest.slice(whole.length)
    return lines.flatMap(readLine)
  }
}
