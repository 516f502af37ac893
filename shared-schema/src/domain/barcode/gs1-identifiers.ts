/** How the data of one GS1 application identifier looks. Lengths count the data only, without the identifier. */
export type Gs1Format =
  | { readonly kind: 'digits'; readonly length: number; readonly checkDigit: boolean }
  | { readonly kind: 'date' }
  | { readonly kind: 'text'; readonly max: number }
  | { readonly kind: 'number'; readonly min: number; readonly max: number }

/** Data that ends by its length, not by a separator. GS1 General Specifications, table of predefined lengths. */
const predefinedLength: Readonly<Record<string, number>> = {
  '00': 18,
  '01': 14,
  '02': 14,
  '03': 14,
  '04': 16,
  '11': 6,
  '12': 6,
  '13': 6,
  '14': 6,
  '15': 6,
  '16': 6,
  '17': 6,
  '18': 6,
  '19': 6,
  '20': 2,
  '31': 6,
  '32': 6,
  '33': 6,
  '34': 6,
  '35': 6,
  '36': 6,
  '41': 13,
}

const formats: readonly (readonly [pattern: RegExp, format: Gs1Format])[] = [
  [/^00$/, { kind: 'digits', length: 18, checkDigit: true }],
  [/^0[12]$/, { kind: 'digits', length: 14, checkDigit: true }],
  [/^(10|21)$/, { kind: 'text', max: 20 }],
  [/^1[1357]$/, { kind: 'date' }],
  [/^3[07]$/, { kind: 'number', min: 1, max: 8 }],
  [/^3[12]\d[0-5]$/, { kind: 'digits', length: 6, checkDigit: false }],
  [/^39[02]\d$/, { kind: 'number', min: 1, max: 15 }],
  [/^39[13]\d$/, { kind: 'number', min: 4, max: 18 }],
  [/^41[0-4]$/, { kind: 'digits', length: 13, checkDigit: true }],
]

/** Format of an identifier this product understands; `undefined` for the others, which are carried as text. */
export function gs1Format(ai: string): Gs1Format | undefined {
  return formats.find(([pattern]) => pattern.test(ai))?.[1]
}

/** Number of data characters of an identifier that needs no separator after it. */
export function gs1PredefinedLength(ai: string): number | undefined {
  return predefinedLength[ai.slice(0, 2)]
}

/** How many digits the identifier itself has, by its first two. */
export function gs1IdentifierLength(firstTwo: string): number {
  if (/^(0[0-4]|1[0-9]|2[0-2]|30|37|9[0-9])$/.test(firstTwo)) return 2
  if (/^(2[3-5]|4[0-2]|71)$/.test(firstTwo)) return 3
  return 4
}
