import { syncMessages } from 'shared-schema/documents/sync-stream.ts'
import { WebSocket } from 'ws'
import { makeReader, message, sized, text } from './bytes.ts'
import type { OpenLink } from './link.ts'

/** Source: @hocuspocus/server 4.7, `src/types.ts`, MessageType; `@hocuspocus/common`, AuthMessageType.Token. */
const messages = { sync: 0, auth: 2, syncReply: 4, syncStatus: 8 } as const
const AUTH_TOKEN = 0
const emptyVector = Uint8Array.of(0)

/**
 * Hocuspocus' protocol: one socket, each message behind the name of its document, each document authenticated before it is synced. The
 * server's question for what it lacks is answered with the own events, as its provider does.
 */
export const openHocuspocusLink: OpenLink = ({ url, device, documents, deflate }, heard) => {
  const socket = new WebSocket(url.replace('http', 'ws'), { perMessageDeflate: deflate })
  const indexes = new Map(documents.map((document, index) => [document, index]))
  const names = documents.map(text)
  const sync = (doc: number, type: keyof typeof syncMessages, bytes: Uint8Array) =>
    socket.send(message(names[doc] ?? 0, messages.sync, syncMessages[type], sized(bytes)))

  socket.on('open', () => {
    for (const name of names)
      socket.send(message(name, messages.auth, AUTH_TOKEN, text(device.token), text('4.7.0')))
  })
  socket.on('message', (data: Buffer) => {
    const reader = makeReader(data)
    const doc = indexes.get(reader.text()) ?? -1
    const kind = reader.number()
    if (kind === messages.auth) return sync(doc, 'step1', emptyVector)
    if (kind === messages.syncStatus) return heard.confirmed(doc, undefined)
    if (kind !== messages.sync && kind !== messages.syncReply) return
    const type = reader.number()
    if (type === syncMessages.step1) heard.ready(doc)
    else heard.update(doc, reader.sized())
  })
  socket.on('close', (code, reason) => heard.ended(code, reason.toString()))
  socket.on('error', () => undefined)
  return {
    offer: (doc, update) => sync(doc, 'step2', update),
    push: (doc, update) => sync(doc, 'update', update),
    close: () => socket.terminate(),
  }
}
