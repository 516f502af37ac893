import { type ErpResult, failed } from './erp-port.ts'

/**
 * Rows asked for again at the start of each page. Rows that are deleted or moved between two pages shift the rest forward; as long as
 * fewer than these did, none is missed, and if none of them is seen again it is known that more did.
 */
const OVERLAP = 50
/** How often a page that cannot be right is asked for again. */
const DOUBTS = 3

export type PagedRead<Row> = {
  /** Rows from an offset on; an empty list stands for "no data". */
  readonly fetch: (offset: number, limit: number) => Promise<ErpResult<readonly Row[]>>
  readonly limit: number
  /** Identity of a row. */
  readonly keyOf: (row: Row) => string
}

/**
 * Reads a list that never tells its length: on until a page is shorter than asked for. A first page that is shorter may as well be all
 * that the service ever gives at once, so one more question settles it. A page that comes twice is asked for again, and one that does not
 * meet the page before it is read again from further back. Yields every row as it came, without the repeated ones.
 */
export async function* readPages<Row>({
  fetch,
  limit,
  keyOf,
}: PagedRead<Row>): AsyncGenerator<ErpResult<readonly Row[]>> {
  let before: readonly Row[] = []
  let offset = 0
  // What a full page holds: as much as asked for, until the service shows that it gives less.
  let full = limit
  let settling = false
  for (let doubts = 0; ; ) {
    const page = await fetch(offset, limit)
    if (!page.ok) {
      yield page
      return
    }
    const rows = page.value
    const verdict = judge(rows, before, keyOf)
    if (settling && (verdict === 'empty' || verdict === 'same')) return
    if (verdict !== 'good') {
      doubts += 1
      if (doubts <= DOUBTS) {
        if (verdict === 'apart') offset = Math.max(0, offset - full + overlapOf(full))
        continue
      }
      // Everything came in one answer, whatever was asked for: there is no more.
      if (verdict === 'same' && rows.length > limit) return
      if (verdict === 'empty') return
      yield failed(
        'broken',
        verdict === 'same'
          ? `the page at ${offset} repeats the one before it`
          : `rows move faster than they can be read, at ${offset}`,
      )
      return
    }
    doubts = 0
    const known = new Map(before.map((row) => [keyOf(row), row]))
    const fresh = rows.filter((row) => {
      const earlier = known.get(keyOf(row))
      return earlier === undefined || JSON.stringify(earlier) !== JSON.stringify(row)
    })
    if (fresh.length > 0) yield { ok: true, value: fresh }
    if (settling && fresh.length > 0) full = before.length
    const first = before.length === 0
    if (rows.length < full && (!first || rows.length === 0)) return
    settling = first && rows.length < full
    before = rows
    offset += rows.length - overlapOf(rows.length)
  }
}

function overlapOf(rows: number): number {
  return Math.min(OVERLAP, Math.floor(rows / 4))
}

type Verdict = 'good' | 'same' | 'apart' | 'empty'

function judge<Row>(rows: readonly Row[], before: readonly Row[], keyOf: (row: Row) => string): Verdict {
  if (before.length === 0) return 'good'
  if (rows.length === 0) return 'empty'
  if (JSON.stringify(rows) === JSON.stringify(before)) return 'same'
  const keys = new Set(before.map(keyOf))
  return rows.some((row) => keys.has(keyOf(row))) ? 'good' : 'apart'
}
