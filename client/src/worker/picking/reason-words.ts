import type { PickingWords } from './words.ts'

/** A shortage reason in the words of the task; a code of a newer version is shown as it is. */
export function reasonWords(
  { reason, text }: { readonly reason: string; readonly text?: string },
  words: PickingWords,
): string {
  const reasons: Record<string, string> = words.reasons
  const word = (Object.hasOwn(reasons, reason) && reasons[reason]) || reason
  return text === undefined ? word : `${word}: ${text}`
}
