/* @y/websocket-server as its own command runs it; that one prints instead of telling its parent the port. YPERSISTENCE: folder of y-leveldb. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { docs, setupWSConnection } from '@y/websocket-server/utils'
import { WebSocketServer } from 'ws'
import * as Y from 'yjs'
import { answerParent } from './answering.ts'

const sockets = new WebSocketServer({ noServer: true })
const server = createServer((_request, response) => response.end('okay'))
sockets.on('connection', setupWSConnection)
server.on('upgrade', (request, socket, head) =>
  sockets.handleUpgrade(request, socket, head, (socket) => sockets.emit('connection', socket, request)),
)
server.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () => {
  answerParent((server.address() as AddressInfo).port, {
    documents: () => [...docs].map(([name, doc]) => [name, Y.encodeStateAsUpdate(doc)]),
  })
})
