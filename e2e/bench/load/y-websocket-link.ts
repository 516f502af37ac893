import { streamMessages, syncMessages } from 'shared-schema/documents/sync-stream.ts'
import { WebSocket } from 'ws'
import { makeReader, message, sized } from './bytes.ts'
import type { OpenLink } from './link.ts'

const emptyVector = Uint8Array.of(0)

/** y-websocket's protocol: every document needs a socket of its own. It confirms nothing. */
export const openYWebsocketLink: OpenLink = ({ url, documents, deflate }, heard) => {
  let open = true
  const sockets = documents.map((document, doc) => {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/${document}`, { perMessageDeflate: deflate })
    const sync = (type: keyof typeof syncMessages, bytes: Uint8Array) =>
      socket.send(message(streamMessages.sync, syncMessages[type], sized(bytes)))
    socket.on('open', () => sync('step1', emptyVector))
    socket.on('message', (data: Buffer) => {
      const reader = makeReader(data)
      if (reader.number() !== streamMessages.sync) return
      const type = reader.number()
      if (type === syncMessages.step1) heard.ready(doc)
      else heard.update(doc, reader.sized())
    })
    socket.on('close', (code, reason) => {
      if (open) heard.ended(code, reason.toString())
      open = false
    })
    socket.on('error', () => undefined)
    return { socket, sync }
  })
  return {
    offer: (doc, update) => sockets[doc]?.sync('step2', update),
    push: (doc, update) => sockets[doc]?.sync('update', update),
    close: () => {
      open = false
      for (const { socket } of sockets) socket.terminate()
    },
  }
}
