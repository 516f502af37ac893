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
  return { rows: rows.slice(page * size, (page + 1) * size), page, pages }
}
