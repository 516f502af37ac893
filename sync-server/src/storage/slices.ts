/** Rows one statement takes: 500 rows of ten values stay far below SQLite's limit of 32,766 bound values. */
const ROWS_PER_STATEMENT = 500

/** Cuts rows into statements of a size every database accepts. */
export function* slices<Row>(rows: readonly Row[], size = ROWS_PER_STATEMENT): Generator<Row[]> {
  for (let at = 0; at < rows.length; at += size) yield rows.slice(at, at + size)
}
