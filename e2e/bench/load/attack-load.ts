import { workDocumentName } from 'shared-schema/documents/document-name.ts'
import { streamMessages, syncMessages } from 'shared-schema/documents/sync-stream.ts'
import { encodeWorkUpdate } from 'shared-schema/documents/work-document-encode.ts'
import { encodeControl } from 'shared-schema/protocol/control.ts'
import { PROTOCOL_VERSION } from 'shared-schema/protocol/version.ts'
import { WebSocket } from 'ws'
import type { FloorDevice, FloorTask } from '../floor/warehouse.ts'
import { makeChance } from '../work/chance.ts'
import { type MadeEvent, makePen, pick } from '../work/shift.ts'
import { message, sized } from './bytes.ts'

/** So much may wait in the socket: enough that the line never runs dry. */
const MOST_BUFFERED = 512 * 1024
/** The largest update the protocol allows holds so many of the smallest events of legal shape. */
const STRUCTS = 190
const AGAIN_AFTER_MS = 5

export type Attack = { readonly stop: () => { readonly frames: number; readonly connections: number } }

/**
 * One enrolled device that sends, as fast as its line takes them, updates of nearly 64 KiB which are of legal shape up to the authentication
 * code of the last event: the server has to read, hash and prove everything before it may refuse. It opens the document again
 * at once, and the line too when it is cut.
 */
export function startAttack(url: string, device: FloorDevice, task: FloorTask): Attack {
  const chance = makeChance(99)
  const pen = makePen(device, Date.UTC(2026, 10, 20, 9, 30), chance)
  const events = Array.from({ length: STRUCTS }, (_, index) => pen.write(pick(task, index)))
  const last = events.at(-1)
  if (last !== undefined) events[events.length - 1] = { ...last, mac: 'A'.repeat(43) } as MadeEvent
  const update = encodeWorkUpdate(chance.clientId(), 0, events)
  const document = workDocumentName(task.id)
  let frames = 0
  let connections = 0
  let stopped = false
  let socket: WebSocket | undefined

  function connect(): void {
    if (stopped) return
    connections += 1
    const line = new WebSocket(`${url.replace('http', 'ws')}/sync`, { perMessageDeflate: false })
    socket = line
    let channel = 0
    const flood = () => {
      while (!stopped && line.readyState === WebSocket.OPEN && line.bufferedAmount < MOST_BUFFERED) {
        channel += 1
        line.send(encodeControl({ type: 'open', channel, document }))
        line.send(message(channel, streamMessages.sync, syncMessages.update, sized(update)))
        frames += 1
      }
      if (!stopped && line.readyState === WebSocket.OPEN) setImmediate(flood)
    }
    line.on('open', () => {
      const { token } = device
      line.send(encodeControl({ type: 'hello', protocol: PROTOCOL_VERSION, app: 'bench', token }))
      flood()
    })
    line.on('close', () => setTimeout(connect, AGAIN_AFTER_MS))
    line.on('error', () => undefined)
  }

  connect()
  return {
    stop: () => {
      stopped = true
      socket?.terminate()
      return { frames, connections }
    },
  }
}
