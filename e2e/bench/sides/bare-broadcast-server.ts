/*
 * The least a fan-out of what is durable can cost on this machine: whatever a device sends is committed as one row, confirmed, and as many
 * bytes as our server sends of it go to every desk at once, and to every screen on the wall at our server's pace. FILE: the database;
 * DESK_BYTES and WALL_BYTES: sizes of the messages.
 */
import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Database from 'better-sqlite3'
import { type WebSocket, WebSocketServer } from 'ws'
import { BOARD_PACE } from '../../../sync-server/src/routes/live/board-feed.ts'
import { bare } from '../load/bare-link.ts'
import { makeReader, message } from '../load/bytes.ts'
import { answerParent } from './answering.ts'

const deskBytes = randomBytes(Number(process.env.DESK_BYTES ?? 100))
const wallBytes = randomBytes(Number(process.env.WALL_BYTES ?? 1000))
const desks = new Set<WebSocket>()
const walls = new Set<WebSocket>()
const devices = new Map<string, WebSocket>()
const commits: [seq: number, at: number][] = []
let due = false
let last = 0
const database = new Database(process.env.FILE ?? '')
database.pragma('journal_mode = WAL')
database.pragma('synchronous = FULL')
database.exec('create table updates (seq integer primary key, bytes blob)')
const insert = database.prepare('insert into updates (bytes) values (?)')

const now = () => performance.timeOrigin + performance.now()

function commit(update: Uint8Array): void {
  const seq = commits.length + 1
  commits.push([seq, now()])
  insert.run(update)
  const told = message(seq, deskBytes)
  for (const desk of desks) desk.send(told)
  if (due) return
  due = true
  setTimeout(show, Math.max(BOARD_PACE.gatherMs, BOARD_PACE.leastGapMs - (now() - last)))
}

function show(): void {
  due = false
  last = now()
  const picture = message(Math.ceil(last), wallBytes)
  for (const wall of walls) wall.send(picture)
}

function serve(socket: WebSocket, path: string): void {
  const group = path === '/desk' ? desks : path === '/wall' ? walls : undefined
  if (group !== undefined) {
    group.add(socket)
    socket.on('close', () => group.delete(socket))
    return
  }
  const mate = `/${mateOf(path.slice(1))}`
  devices.set(path, socket)
  socket.on('message', (data: Buffer) => {
    const doc = makeReader(data).number()
    commit(data)
    socket.send(message(bare.mine, doc))
    devices.get(mate)?.send(message(bare.theirs, doc, data.subarray(makeReader(data).at() + 1)))
  })
}

/** The two devices of a team have neighbouring numbers. */
function mateOf(device: string): string {
  const number = Number.parseInt(device.slice(2), 16) ^ 1
  return `d-${number.toString(16).padStart(12, '0')}`
}

const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false })
const server = createServer()
server.on('upgrade', (request, socket, head) =>
  sockets.handleUpgrade(request, socket, head, (opened) => serve(opened, request.url ?? '/')),
)
server.listen(0, '127.0.0.1', () => {
  answerParent((server.address() as AddressInfo).port, { commits: () => commits })
})
