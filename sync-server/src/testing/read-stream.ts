export type StreamedEvent = { readonly event: string; readonly data: unknown; readonly id?: string }

/** Reads server-sent events of an answer as they come. */
export type StreamReader = AsyncDisposable & {
  /** The next event; heartbeats are passed over. Rejects when the stream ends. */
  readonly next: () => Promise<StreamedEvent>
}

export function readStream(response: Response): StreamReader {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  if (!reader) throw new Error('the answer has no body')
  let text = ''
  return {
    next: async () => {
      for (;;) {
        const end = text.indexOf('\n\n')
        if (end >= 0) {
          const block = text.slice(0, end)
          text = text.slice(end + 2)
          const event = parse(block)
          if (event) return event
          continue
        }
        const { done, value } = await reader.read()
        if (done) throw new Error('the stream ended')
        text += value
      }
    },
    [Symbol.asyncDispose]: () => reader.cancel(),
  }
}

function parse(block: string): StreamedEvent | undefined {
  const fields = new Map(
    block.split('\n').map((line) => {
      const at = line.indexOf(':')
      return [line.slice(0, at), line.slice(at + 1).trim()]
    }),
  )
  const data = fields.get('data')
  if (data === undefined) return undefined
  const id = fields.get('id')
  return { event: fields.get('event') ?? 'message', data: JSON.parse(data), ...(id !== undefined && { id }) }
}
