import type { BarcodeDecoder } from './barcode-decoder.ts'
import { openNativeDecoder } from './native-decoder.ts'

/** The best decoder this browser has; the wasm one is loaded only where it is needed. Rejects when there is none. */
export async function openDecoder(): Promise<BarcodeDecoder> {
  const native = await openNativeDecoder()
  if (native) return native
  const { openZxingDecoder } = await import('./zxing-decoder.ts')
  return openZxingDecoder()
}
