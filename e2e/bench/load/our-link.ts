import { streamMessages, syncMessages } from 'shared-schema/documents/sync-stream.ts'
import { encodeControl } from 'shared-schema/protocol/control.ts'
import { CONTROL_CHANNEL } from 'shared-schema/protocol/frame.ts'
import type { ServerMessage } from 'shared-schema/protocol/server-message.ts'
import { PROTOCOL_VERSION } from 'shared-schema/protocol/version.ts'
import { WebSocket } from 'ws'
import { makeReader, message, sized } from './bytes.ts'
import type { OpenLink } from './link.ts'

const emptyVector = Uint8Array.of(0)
const emptyUpdate = Uint8Array.of(0, 0)

/**
 * The multiplexed line: hello, all documents opened at once, the server's state first, then the own events; as the app does it. The
 * server's question for what it lacks is answered with nothing, as the app's still empty document does.
 */
export const openOurLink: OpenLink = ({ url, device, documents, deflate }, heard) => {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/sync`, { perMessageDeflate: deflate })
  const indexes = new Map(documents.map((document, index) => [document, index]))
  const sync = (doc: number, type: keyof typeof syncMessages, bytes: Uint8Array) =>
    socket.send(message(doc + 1, streamMessages.sync, syncMessages[type], sized(bytes)))

  function obey(control: ServerMessage): void {
    if (control.type === 'acknowledged') {
      heard.confirmed(indexes.get(control.document) ?? -1, control.events)
    } else if (control.type === 'opened') {
      sync(control.channel - 1, 'step1', emptyVector)
    } else if (control.type === 'welcome') {
      for (const [index, document] of documents.entries())
        socket.send(encodeControl({ type: 'open', channel: index + 1, document }))
    } else if (control.type === 'refused' || control.type === 'resync') {
      heard.ended(4409, JSON.stringify(control))
    }
  }

  socket.on('open', () =>
    socket.send(
      encodeControl({ type: 'hello', protocol: PROTOCOL_VERSION, app: 'bench', token: device.token }),
    ),
  )
  socket.on('message', (data: Buffer) => {
    const reader = makeReader(data)
    const channel = reader.number()
    if (channel === CONTROL_CHANNEL) {
      return obey(JSON.parse(data.toString('utf8', reader.at())) as ServerMessage)
    }
    if (reader.number() !== streamMessages.sync) return
    const doc = channel - 1
    const type = reader.number()
    if (type === syncMessages.step1) return sync(doc, 'step2', emptyUpdate)
    heard.update(doc, reader.sized())
    if (type === syncMessages.step2) heard.ready(doc)
  })
  socket.on('close', (code, reason) => heard.ended(code, reason.toString()))
  socket.on('error', () => undefined)
  return {
    offer: (doc, update) => sync(doc, 'update', update),
    push: (doc, update) => sync(doc, 'update', update),
    close: () => socket.terminate(),
  }
}
