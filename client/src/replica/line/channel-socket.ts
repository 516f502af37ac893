import type { Channels } from './channels.ts'

type Handler<E> = ((event: E) => void) | null

/**
 * A channel that looks like a WebSocket, so that y-websocket's provider runs over the one line of the device. It is
 * `CONNECTING` while the line is down: waiting and jitter are the line's business.
 */
class ChannelSocket {
  static readonly CONNECTING = 0
  static readonly OPEN = 1
  static readonly CLOSING = 2
  static readonly CLOSED = 3
  readonly CONNECTING = 0
  readonly OPEN = 1
  readonly CLOSING = 2
  readonly CLOSED = 3

  binaryType = 'arraybuffer'
  readyState = 0
  onopen: Handler<Event> = null
  onmessage: Handler<MessageEvent> = null
  onclose: Handler<CloseEvent> = null
  onerror: Handler<Event> = null
  readonly url: string
  readonly #channels: Channels
  readonly #number: number

  constructor(channels: Channels, document: string, url: string) {
    this.url = url
    this.#channels = channels
    this.#number = channels.open(document, {
      onOpen: () => {
        this.readyState = this.OPEN
        this.onopen?.(new Event('open'))
      },
      // A copy: the payload is a view of the frame, and readers of a message expect a buffer of their own.
      onPayload: (payload) => this.onmessage?.(new MessageEvent('message', { data: payload.slice().buffer })),
      onClose: (code, reason) => this.#closed(code, reason),
    })
  }

  send(data: Uint8Array): void {
    this.#channels.send(this.#number, data)
  }

  close(): void {
    if (this.readyState >= this.CLOSING) return
    this.#channels.close(this.#number)
    this.#closed(1000, '')
  }

  #closed(code: number, reason: string): void {
    if (this.readyState === this.CLOSED) return
    this.readyState = this.CLOSED
    // Not every runtime of ours has CloseEvent; nobody reads more of it than these two.
    this.onclose?.(Object.assign(new Event('close'), { code, reason, wasClean: code === 1000 }))
  }
}

/** Where y-websocket believes to connect to; the rest of the address is the document. */
export const CHANNEL_ORIGIN = 'channel:'

/** A WebSocket class for `WebsocketProvider` whose sockets are channels of this line. */
export function socketClassOf(channels: Channels): typeof WebSocket {
  const bound = class extends ChannelSocket {
    constructor(url: string | URL) {
      const document = decodeURI(String(url).slice(`${CHANNEL_ORIGIN}/`.length))
      super(channels, document, String(url))
    }
  }
  return bound as unknown as typeof WebSocket
}
