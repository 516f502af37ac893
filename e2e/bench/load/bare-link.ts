import { WebSocket } from 'ws'
import { makeReader, message } from './bytes.ts'
import type { OpenLink } from './link.ts'

/** What the bare server sends back: the bytes to their sender when they are stored, and to the teammate. */
export const bare = { mine: 0, theirs: 1 } as const

/** The bare server's protocol, which does no more than the benchmark needs: device and document by number, then bytes. */
export const openBareLink: OpenLink = ({ url, device, documents, deflate }, heard) => {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/${device.id}`, { perMessageDeflate: deflate })
  const send = (doc: number, update: Uint8Array) => socket.send(message(doc, update))
  socket.on('open', () => {
    for (const doc of documents.keys()) heard.ready(doc)
  })
  socket.on('message', (data: Buffer) => {
    const reader = makeReader(data)
    const kind = reader.number()
    const doc = reader.number()
    if (kind === bare.mine) heard.confirmed(doc, undefined)
    else heard.update(doc, data.subarray(reader.at()))
  })
  socket.on('close', (code, reason) => heard.ended(code, reason.toString()))
  socket.on('error', () => undefined)
  return { offer: send, push: send, close: () => socket.terminate() }
}
