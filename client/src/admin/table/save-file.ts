/** Lets the browser save a text as a file. */
export function saveFile(name: string, content: BlobPart, type: string): void {
  const address = URL.createObjectURL(new Blob([content], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The download has begun; the address would keep the content in memory.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
