/**
 * Folds text for comparing what people wrote: lower case, no diacritics, single blanks, no blanks at the ends.
 * đ and dj both become d, so that "Đorđe", "Djordje" and "Dorde" meet. Never used on codes or idents.
 */
export function foldText(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/đ|dj/g, 'd')
    .replace(/[\s\u00a0\u202f]+/g, ' ')
    .trim()
}
