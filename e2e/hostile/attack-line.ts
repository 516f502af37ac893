import { workDocumentName } from 'shared-schema/documents/document-name.ts'
import { decodeServerMessage, encodeControl } from 'shared-schema/protocol/control.ts'
import { CONTROL_CHANNEL, decodeFrame, encodeFrame } from 'shared-schema/protocol/frame.ts'
import type { ServerMessage } from 'shared-schema/protocol/server-message.ts'
import { PROTOCOL_VERSION } from 'shared-schema/protocol/version.ts'
import { writeSyncMessage } from '../../sync-server/src/sync/stream-message.ts'

/** A line to the server in the hand of somebody who knows the protocol and may say anything. */
export type AttackLine = AsyncDisposable & {
  readonly say: (message: Parameters<typeof encodeControl>[0]) => void
  /** Resolves with the first message of one of these types that nobody took yet. */
  readonly hears: <Type extends ServerMessage['type']>(
    ...types: readonly Type[]
  ) => Promise<Extract<ServerMessage, { type: Type }>>
  /** Opens a document on a channel of its own, sends one update there, and tells how it was answered. */
  readonly strike: (task: string, update: Uint8Array) => Promise<ServerMessage>
  /** How many updates of others arrived on any channel. */
  readonly updates: () => number
  /** Resolves with the close code when the server ends the line. */
  readonly closed: Promise<number>
}

/** Connects and says hello as a device. */
export async function openAttackLine(url: string, token: string): Promise<AttackLine> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/sync`)
  socket.binaryType = 'arraybuffer'
  const heard: ServerMessage[] = []
  let looking: (() => void)[] = []
  let [channel, updates] = [0, 0]
  const closed = new Promise<number>((resolve) => {
    socket.onclose = ({ code }) => resolve(code)
  })
  socket.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => {
    const frame = decodeFrame(new Uint8Array(data))
    if (frame === undefined) return
    if (frame.channel !== CONTROL_CHANNEL) updates += 1
    else heard.push(decodeServerMessage(frame.payload) as ServerMessage)
    const now = looking
    looking = []
    for (const look of now) look()
  }
  await new Promise((resolve, reject) => {
    socket.onopen = resolve
    socket.onerror = reject
  })
  const say: AttackLine['say'] = (message) => socket.send(encodeControl(message))

  async function hears<Type extends ServerMessage['type']>(...types: readonly Type[]) {
    for (;;) {
      const at = heard.findIndex(({ type }) => (types as readonly string[]).includes(type))
      if (at >= 0) return heard.splice(at, 1)[0] as Extract<ServerMessage, { type: Type }>
      const ended = await Promise.race([
        new Promise<undefined>((resolve) => looking.push(() => resolve(undefined))),
        closed,
      ])
      if (ended !== undefined)
        throw new Error(`The server ended the line with ${ended}, and said no ${types.join(', ')}.`)
    }
  }

  say({ type: 'hello', protocol: PROTOCOL_VERSION, app: 'attack', token })
  await hears('welcome')
  return {
    ...{ say, hears, closed },
    updates: () => updates,
    strike: async (task, update) => {
      channel += 1
      say({ type: 'open', channel, document: workDocumentName(task) })
      const opened = await hears('opened', 'refused')
      if (opened.type === 'refused') return opened
      socket.send(encodeFrame(channel, writeSyncMessage('update', update)))
      const answer = await hears('refused', 'resync', 'acknowledged')
      // A resync follows its acknowledgement, if it follows, before whatever is asked after it.
      if (answer.type === 'acknowledged') say({ type: 'ping', sent: 0 })
      const next = answer.type === 'acknowledged' ? await hears('resync', 'pong') : answer
      const last = next.type === 'pong' ? answer : next
      say({ type: 'close', channel })
      if (next.type === 'resync' && answer.type === 'acknowledged') await hears('pong')
      return last
    },
    [Symbol.asyncDispose]: async () => {
      socket.close()
      await closed
    },
  }
}
