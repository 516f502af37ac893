/**
 * A whole number with the Serbian form of its word, which has three: 1 stavka, 2 stavke, 5 stavki,
 * 11 stavki, 21 stavka.
 */
export function countSr(n: number, one: string, few: string, many: string): string {
  const tens = Math.abs(n) % 100
  const ones = tens % 10
  const teen = tens >= 11 && tens <= 14
  const word = ones === 1 && !teen ? one : ones >= 2 && ones <= 4 && !teen ? few : many
  return `${n} ${word}`
}

/** A whole number with the English form of its word. */
export function countEn(n: number, one: string, many: string): string {
  return `${n} ${Math.abs(n) === 1 ? one : many}`
}
