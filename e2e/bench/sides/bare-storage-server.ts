/*
 * The least a storm can cost on this machine: the frames of the storm are sent back to their sender and to the teammate, and exactly the
 * rows that our server writes of them go into the same tables, in batches of what has arrived, `synchronous=FULL`, by prepared statements.
 * It reads, checks and folds nothing; every row was made before the clock started. FLOOR: JSON of the floor; FILE: copy of its database; EVENTS: of a part.
 */
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Database from 'better-sqlite3'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Floor } from '../floor/warehouse.ts'
import { bare } from '../load/bare-link.ts'
import { makeReader, message } from '../load/bytes.ts'
import { prepareStorm } from '../load/storm-load.ts'
import { sharedClock } from '../process-usage.ts'
import { rowsOfPart, type StatementName, statements } from '../work/rows.ts'
import { answerParent } from './answering.ts'

const { FLOOR = '', FILE = '', EVENTS = '20' } = process.env
const floor = JSON.parse(readFileSync(FLOOR, 'utf8')) as Floor
const { parts } = prepareStorm(floor, Number(EVENTS))
const rows = parts.map((own, device) => own.map((part) => rowsOfPart(part, floor.devices[device]?.by ?? '')))

const database = new Database(FILE)
database.pragma('journal_mode = WAL')
database.pragma('synchronous = FULL')
const prepared = Object.fromEntries(
  Object.entries(statements).map(([name, sql]) => [name, database.prepare(sql)]),
) as Record<StatementName, Database.Statement>

type Arrived = { readonly device: number; readonly doc: number; readonly update: Buffer }
const sockets = new Map<number, WebSocket>()
const early = new Map<number, Uint8Array[]>()
let waiting: Arrived[] = []
let stored: number | undefined
let stores = 0

function receive(arrived: Arrived): void {
  waiting.push(arrived)
  if (waiting.length === 1) setImmediate(store)
}

function store(): void {
  const batch = waiting
  waiting = []
  database.exec('begin')
  for (const { device, doc } of batch) {
    for (const [name, values] of rows[device]?.[doc] ?? []) prepared[name].run(...values)
  }
  database.exec('commit')
  stored = sharedClock()
  stores += 1
  for (const { device, doc, update } of batch) {
    send(device, message(bare.mine, doc, update))
    send(device ^ 1, message(bare.theirs, doc, update))
  }
}

/** A teammate who is not there yet gets it when he comes. */
function send(device: number, bytes: Uint8Array): void {
  const socket = sockets.get(device)
  if (socket !== undefined) socket.send(bytes)
  else early.set(device, [...(early.get(device) ?? []), bytes])
}

const server = createServer()
const upgrades = new WebSocketServer({ noServer: true, perMessageDeflate: false })
server.on('upgrade', (request, socket, head) =>
  upgrades.handleUpgrade(request, socket, head, (opened) => {
    const device = Number.parseInt((request.url ?? '').slice('/d-'.length), 16)
    sockets.set(device, opened)
    for (const bytes of early.get(device) ?? []) opened.send(bytes)
    opened.on('message', (data: Buffer) => {
      const reader = makeReader(data)
      receive({ device, doc: reader.number(), update: data.subarray(reader.at()) })
    })
  }),
)
server.listen(0, '127.0.0.1', () => {
  answerParent((server.address() as AddressInfo).port, { stored: () => ({ stores, at: stored }) })
})
