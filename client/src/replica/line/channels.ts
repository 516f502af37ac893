import { encodeControl } from 'shared-schema/protocol/control.ts'
import { encodeFrame } from 'shared-schema/protocol/frame.ts'

export type ChannelHandlers = {
  readonly onOpen: () => void
  readonly onPayload: (payload: Uint8Array) => void
  /** @param code close code; 1006 when the line was lost */
  readonly onClose: (code: number, reason: string) => void
}

type Channel = {
  readonly document: string
  readonly handlers: ChannelHandlers
  /** waiting: the line is down. asked: `open` was sent. */
  state: 'waiting' | 'asked' | 'open'
}

export type Channels = {
  /** Asks for a document, now or when the line is up again. @returns the number of the channel */
  readonly open: (document: string, handlers: ChannelHandlers) => number
  readonly send: (channel: number, payload: Uint8Array) => void
  readonly close: (channel: number) => void
  readonly lineUp: () => void
  readonly lineDown: () => void
  readonly opened: (channel: number) => void
  readonly received: (channel: number, payload: Uint8Array) => void
  /** The server ended the channel. */
  readonly ended: (channel: number, code: number, reason: string) => void
}

/**
 * The channels of one line. A number is never used twice, so a late frame of a closed channel hits nothing.
 * @param transmit sends a frame; returns false when the line is down
 */
export function createChannels(transmit: (frame: Uint8Array<ArrayBuffer>) => boolean): Channels {
  const channels = new Map<number, Channel>()
  let last = 0
  const ask = (number: number, channel: Channel) => {
    const sent = transmit(encodeControl({ type: 'open', channel: number, document: channel.document }))
    channel.state = sent ? 'asked' : 'waiting'
  }
  return {
    open: (document, handlers) => {
      const number = ++last
      const channel: Channel = { document, handlers, state: 'waiting' }
      channels.set(number, channel)
      ask(number, channel)
      return number
    },
    send: (number, payload) => {
      if (channels.get(number)?.state === 'open') transmit(encodeFrame(number, payload))
    },
    close: (number) => {
      const channel = channels.get(number)
      if (channel === undefined) return
      channels.delete(number)
      if (channel.state !== 'waiting') transmit(encodeControl({ type: 'close', channel: number }))
    },
    lineUp: () => {
      for (const [number, channel] of channels) ask(number, channel)
    },
    lineDown: () => {
      for (const [number, channel] of [...channels]) {
        if (channel.state === 'open') {
          channels.delete(number)
          channel.handlers.onClose(1006, '')
        } else channel.state = 'waiting'
      }
    },
    opened: (number) => {
      const channel = channels.get(number)
      if (channel?.state !== 'asked') return
      channel.state = 'open'
      channel.handlers.onOpen()
    },
    received: (number, payload) => {
      const channel = channels.get(number)
      if (channel?.state === 'open') channel.handlers.onPayload(payload)
    },
    ended: (number, code, reason) => {
      const channel = channels.get(number)
      channels.delete(number)
      channel?.handlers.onClose(code, reason)
    },
  }
}
