import { EventEmitter } from 'node:events'
import type { Actor } from './clock.ts'

/** A connection as the network sees it. */
export type Line = {
  readonly device: string
  readonly tab: Actor
  readonly server: Actor
  readonly client: ClientSocket
  readonly far: FarSocket
  upVanishes: boolean
  downVanishes: boolean
  upAt: number
  downAt: number
  /** Handed over and not arrived yet. */
  underWay: number
  over: boolean
  /** What is under way to the server arrives only then. */
  lateUntil: number
}

/** What the two ends of a line ask the network for. */
export type Wires = {
  readonly up: (line: Line, bytes: Uint8Array) => void
  readonly down: (line: Line, bytes: Uint8Array) => void
  readonly pinged: (line: Line) => void
  readonly closedByDevice: (line: Line) => void
  readonly closedByServer: (line: Line, code: number, reason: string) => void
}

/** The device's end: what a browser would hand out, as far as the line uses it. */
export class ClientSocket {
  binaryType = 'arraybuffer'
  readyState = 0
  onopen: ((event: Event) => void) | null = null
  onmessage: ((event: { data: ArrayBuffer }) => void) | null = null
  onclose: ((event: { code: number; reason: string }) => void) | null = null
  onerror: ((event: Event) => void) | null = null
  line: Line | undefined
  readonly #network: Wires

  constructor(network: Wires) {
    this.#network = network
  }

  send(bytes: Uint8Array): void {
    if (this.readyState === 1 && this.line !== undefined) this.#network.up(this.line, bytes.slice())
  }

  close(): void {
    if (this.readyState >= 2) return
    this.readyState = 2
    if (this.line !== undefined) this.#network.closedByDevice(this.line)
  }

  ended(code: number, reason: string): void {
    if (this.readyState === 3) return
    this.readyState = 3
    this.onclose?.({ code, reason })
  }
}

/** The server's end: what `ws` would hand out, as far as the server uses it. */
export class FarSocket extends EventEmitter {
  readonly OPEN = 1
  readyState = 1
  bufferedAmount = 0
  line: Line | undefined
  readonly #network: Wires

  constructor(network: Wires) {
    super()
    this.#network = network
  }

  send(bytes: Uint8Array): void {
    if (this.readyState === 1 && this.line !== undefined) this.#network.down(this.line, bytes.slice())
  }
  ping(): void {
    if (this.readyState === 1 && this.line !== undefined) this.#network.pinged(this.line)
  }
  close(code = 1000, reason = ''): void {
    if (this.readyState !== 1) return
    this.readyState = 2
    if (this.line !== undefined) this.#network.closedByServer(this.line, code, reason)
  }
  terminate(): void {
    this.close(1006, '')
  }
  ended(): void {
    if (this.readyState === 3) return
    this.readyState = 3
    this.emit('close')
  }
}
