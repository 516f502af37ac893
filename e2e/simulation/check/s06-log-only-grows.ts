import type { CommittedEvent } from '../server/server-disk.ts'

/** S6, at every commit that adds to the log: it has as many rows as were ever committed. */
export function shrunk(rows: number, committed: number): string | undefined {
  return rows === committed ? undefined : `the log has ${rows} rows, and ${committed} were committed`
}

/** S6, at quiet: every row says what it said when it was committed. */
export function changed(
  rows: readonly CommittedEvent[],
  committed: ReadonlyMap<string, CommittedEvent>,
): string | undefined {
  for (const { id, body, seq } of rows) {
    const before = committed.get(id)
    if (before?.body !== body || before.seq !== seq) return `${id} was changed after its commit`
  }
  return shrunk(rows.length, committed.size)
}
