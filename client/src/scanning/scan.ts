/** How a code was printed, as far as the reader said; `unknown` when it did not. */
export type Symbology =
  | 'ean13'
  | 'ean8'
  | 'upca'
  | 'code128'
  | 'gs1-128'
  | 'datamatrix'
  | 'gs1-datamatrix'
  | 'qr'
  | 'gs1-qr'
  | 'itf'
  | 'code39'
  | 'unknown'

/** How a code came in: pulled trigger, camera, or typed by hand. */
export type ScanWay = 'trigger' | 'camera' | 'typed'

/**
 * One act of reading a code. `code` is the content alone: no symbology identifier, no configured prefix or
 * suffix; the GS1 separator (ASCII 29) is kept. `at` is device time in ms since 1970.
 */
export type Scan = {
  readonly code: string
  readonly symbology: Symbology
  readonly way: ScanWay
  readonly at: number
}

/** What a reader gets out of a symbol, before it is known to be one act of a person. */
export type Reading = Pick<Scan, 'code' | 'symbology'>

/** The GS1 field separator that readers send for FNC1. */
export const GROUP_SEPARATOR = '\u001d'
