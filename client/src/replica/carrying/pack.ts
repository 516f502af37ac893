/** The most a series may unfold to, bytes; a small picture must not fill the memory of a phone. */
const MOST_BYTES = 4 * 1024 * 1024

type Bytes = Uint8Array<ArrayBuffer>

/** Deflates a text, for codes with little room. */
export async function pack(text: string): Promise<Bytes> {
  return (
    (await through(new CompressionStream('deflate-raw'), new TextEncoder().encode(text))) ?? new Uint8Array()
  )
}

/** @returns undefined for bytes that `pack` did not make, or that unfold to more than anything here does */
export async function unpack(bytes: Bytes): Promise<string | undefined> {
  try {
    const unfolded = await through(new DecompressionStream('deflate-raw'), bytes, MOST_BYTES)
    return unfolded && new TextDecoder().decode(unfolded)
  } catch {
    // Not a stream of this form: whoever held it to the camera is told so.
    return undefined
  }
}

async function through(
  { readable, writable }: CompressionStream | DecompressionStream,
  bytes: Bytes,
  most = Number.POSITIVE_INFINITY,
): Promise<Bytes | undefined> {
  const writer = writable.getWriter()
  // What fails to be written fails to be read, too, and is met there.
  for (const written of [writer.write(bytes), writer.close()]) written.catch(() => {})
  const parts: Uint8Array[] = []
  let size = 0
  for (const reader = readable.getReader(); ; ) {
    const { value, done } = await reader.read()
    if (done) break
    size += value.length
    if (size > most) {
      await reader.cancel()
      return undefined
    }
    parts.push(value)
  }
  const all = new Uint8Array(size)
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
