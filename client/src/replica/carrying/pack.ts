/** The most a series may unfold to, bytes; a small picture must not fill the memory of a phone. */
const MOST_BYTES = 4 * 1024 * 1024

/** Deflates a text, for codes with little room. */
export async function pack(text: string): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

/** @returns undefined for bytes that `pack` did not make, or that unfold to more than anything here does */
export async function unpack(bytes: Uint8Array<ArrayBuffer>): Promise<string | undefined> {
  try {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'))
    const parts: Uint8Array<ArrayBuffer>[] = []
    let size = 0
    for (const reader = stream.getReader(); ; ) {
      const { value, done } = await reader.read()
      if (done) break
      size += value.length
      if (size > MOST_BYTES) return undefined
      parts.push(value)
    }
    return await new Blob(parts).text()
  } catch {
    // Not a stream of this form: whoever held it to the camera is told so.
    return undefined
  }
}
