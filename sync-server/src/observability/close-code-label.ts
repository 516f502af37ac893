import { closeCodes } from 'shared-schema/protocol/close-codes.ts'

/** Going away, no code said, broken off: how sockets end when nobody refuses anybody. */
const ordinary: ReadonlySet<number> = new Set([1000, 1001, 1005, 1006, 1009])

/** A close code as a label. The other side may close with any number, and each would be a time series. */
export function closeCodeLabel(code: number): string {
  return ordinary.has(code) || code in closeCodes ? String(code) : 'other'
}
