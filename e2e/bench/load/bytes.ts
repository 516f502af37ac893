/* Just enough of lib0's encoding to speak Yjs' protocols at a small part of a server's cost: variable-length numbers, sized bytes, texts. */

/** Joins numbers (as varUint) and bytes to one message. */
export function message(...parts: readonly (number | Uint8Array)[]): Buffer {
  return Buffer.concat(parts.map((part) => (typeof part === 'number' ? varUint(part) : part)))
}

/** Bytes behind their length. */
export function sized(bytes: Uint8Array): Buffer {
  return Buffer.concat([varUint(bytes.length), bytes])
}

export function text(value: string): Buffer {
  return sized(Buffer.from(value, 'utf8'))
}

function varUint(value: number): Buffer {
  if (value < 0x80) return Buffer.of(value)
  const bytes: number[] = []
  let rest = value
  while (rest > 0x7f) {
    bytes.push(0x80 | (rest % 0x80))
    rest = Math.floor(rest / 0x80)
  }
  bytes.push(rest)
  return Buffer.from(bytes)
}

export type Reader = {
  readonly number: () => number
  readonly sized: () => Uint8Array
  readonly text: () => string
  /** Where the next byte is read. */
  readonly at: () => number
}

export function makeReader(bytes: Uint8Array): Reader {
  let position = 0
  const number = () => {
    let value = 0
    let unit = 1
    for (;;) {
      const byte = bytes[position] ?? 0
      position += 1
      value += (byte & 0x7f) * unit
      if (byte < 0x80) return value
      unit *= 0x80
    }
  }
  const take = () => {
    const length = number()
    position += length
    return bytes.subarray(position - length, position)
  }
  return { number, sized: take, text: () => Buffer.from(take()).toString('utf8'), at: () => position }
}

/** Where the structs of one client end in an update, as far as its head tells. */
export type Reach = { readonly client: number; readonly end: number }

/** Reads the head of an update that holds structs of one client only; undefined for any other, which must be parsed. */
export function reachOf(update: Uint8Array): Reach | 'empty' | undefined {
  const reader = makeReader(update)
  const runs = reader.number()
  if (runs === 0) return 'empty'
  if (runs > 1) return undefined
  const structs = reader.number()
  const client = reader.number()
  return { client, end: reader.number() + structs }
}
