/**
 * A UUIDv7: 48 bits of time, the rest chance. Minted once, at the physical act; ids of one device sort by time.
 * @param at ms since 1970
 * @param bytes 10 random bytes
 * Source: RFC 9562, section 5.7.
 */
export function eventId(at: number, bytes: Uint8Array): string {
  const time = Math.trunc(at).toString(16).padStart(12, '0').slice(-12)
  const rest = [...bytes.subarray(0, 10)]
  rest[0] = 0x70 | ((rest[0] ?? 0) & 0x0f)
  rest[2] = 0x80 | ((rest[2] ?? 0) & 0x3f)
  const hex = rest.map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${time.slice(0, 8)}-${time.slice(8)}-${hex.slice(0, 4)}-${hex.slice(4, 8)}-${hex.slice(8)}`
}
