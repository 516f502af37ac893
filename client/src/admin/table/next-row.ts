/**
 * Which row a key leads to in a list, or undefined for a key that leads nowhere.
 * @param at index of the present row, -1 for none
 * @param page how many rows are in view
 */
export function nextRow(key: string, at: number, count: number, page: number): number | undefined {
  if (count === 0) return undefined
  const within = (index: number) => Math.min(count - 1, Math.max(0, index))
  switch (key) {
    case 'ArrowDown':
      return within(at + 1)
    case 'ArrowUp':
      return at < 0 ? count - 1 : within(at - 1)
    case 'PageDown':
      return within(at + page)
    case 'PageUp':
      return within(at - page)
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return undefined
  }
}
