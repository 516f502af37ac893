/** How long one page of a long list stays, ms. */
export const PAGE_MS = 12_000

export type RotatedPage<Row> = {
  readonly rows: readonly Row[]
  /** From 0. */
  readonly page: number
  readonly pages: number
}

/**
 * The rows of a list that does not fit on a screen without scrolling: pages take turns.
 * @param room rows that fit, at least 1
 * @param now ms, any clock that moves on
 */
export function rotate<Row>(rows: readonly Row[], room: number, now: number): RotatedPage<Row> {
  const size = Math.max(1, Math.floor(room))
  const pages = Math.max(1, Math.ceil(rows.length / size))
  const page = Math.floor(now / PAGE_MS) % pages
  // The last page goes back far enough to be full: half a wall of nothing looks like a fault.
  const from = Math.min(page * size, Math.max(0, rows.length - size))
  return { rows: rows.slice(from, from + size), page, pages }
}
