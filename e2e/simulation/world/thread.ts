import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'

/*
 * Gives this thread the time and the chance of a simulated world: real code and its libraries reach for global timers,
 * `Date` and `crypto`, and some keep what they find when they are loaded. So this file is imported before all others.
 */

/** What the thread asks its world for. */
export type ThreadSource = {
  /** ms since 1970 */
  readonly now: () => number
  /** @param every 0 for a timer that rings once, ms */
  readonly setTimer: (ms: number, run: () => void, every: number) => number
  readonly clearTimer: (timer: number) => void
  readonly random: () => number
}

let source: ThreadSource | undefined

/** From now on the thread lives in this world. */
export function enterWorld(next: ThreadSource): void {
  source = next
}

const RealDate = Date
const realSetTimeout = globalThis.setTimeout
const realSetImmediate = globalThis.setImmediate
const realFill = crypto.webcrypto.getRandomValues.bind(crypto.webcrypto)
const realRandom = Math.random

/** Resolves when nothing is left to do at this instant: every promise that could go on has done so. */
export function quiet(): Promise<void> {
  return new Promise((resolve) => realSetImmediate(resolve))
}

const now = () => source?.now() ?? RealDate.now()

class WorldDate extends RealDate {
  // biome-ignore lint/suspicious/noExplicitAny: the constructor of Date takes what Date takes
  constructor(...given: any[]) {
    if (given.length === 0) super(now())
    else super(...(given as [number]))
  }
  static override now(): number {
    return now()
  }
}

function timer(ms: number | undefined, run: () => void, repeat: boolean) {
  if (source === undefined) return realSetTimeout(run, ms)
  const wait = Math.max(repeat ? 1 : 0, Number(ms ?? 0))
  const number = source.setTimer(wait, run, repeat ? wait : 0)
  const handle = { ref: () => handle, unref: () => handle, hasRef: () => true, number }
  return handle
}

function clear(handle: unknown): void {
  if (typeof handle === 'object' && handle !== null && 'number' in handle)
    source?.clearTimer(handle.number as number)
}

function fill<T extends ArrayBufferView>(array: T): T {
  if (source === undefined) return realFill(array as unknown as Uint8Array<ArrayBuffer>) as unknown as T
  const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength)
  for (let at = 0; at < bytes.length; at++) bytes[at] = Math.floor(source.random() * 256)
  return array
}

function uuid(): string {
  const hex = Buffer.from(fill(new Uint8Array(16))).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
}

Object.assign(globalThis, {
  Date: WorldDate,
  setTimeout: (run: (...given: unknown[]) => void, ms?: number, ...given: unknown[]) =>
    timer(ms, () => run(...given), false),
  setInterval: (run: (...given: unknown[]) => void, ms?: number, ...given: unknown[]) =>
    timer(ms, () => run(...given), true),
  clearTimeout: clear,
  clearInterval: clear,
})
Math.random = () => source?.random() ?? realRandom()
AbortSignal.timeout = (ms) => {
  const ended = new AbortController()
  timer(ms, () => ended.abort(new DOMException('The time is up.', 'TimeoutError')), false)
  return ended.signal
}
Object.defineProperty(crypto.webcrypto, 'getRandomValues', { value: fill, configurable: true })
Object.assign(crypto, {
  randomBytes: (size: number) => Buffer.from(fill(new Uint8Array(size))),
  randomUUID: uuid,
  randomInt: (below: number) => Math.floor((source?.random() ?? realRandom()) * below),
})
syncBuiltinESMExports()
// A document of y-websocket that nobody closed (its device was killed) leaves a listener behind.
process.setMaxListeners(0)
