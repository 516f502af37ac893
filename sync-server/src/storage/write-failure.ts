/** Why a write failed, as far as its caller can do something about it. */
export type WriteFailure =
  /** Another process took the same place in between: what was read before must be read and judged anew. */
  | 'conflict'
  /** The database cannot be reached; nothing else will get through either. */
  | 'away'
  | 'other'

/** SQLSTATE of Postgres: unique violation, serialization failure, deadlock; and SQLite's names of the first. */
const conflicts: ReadonlySet<string> = new Set([
  ...['23505', '40001', '40P01'],
  ...['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY'],
])

/** Network errors, and the classes of SQLSTATE for connections, shutdowns and a server that is full. */
const away = /^(E(CONN|PIPE|HOST|NET|TIMEDOUT|NOTFOUND|AI_AGAIN)|08|57P0|53300|25P03)/

/** Tells from an error of a database driver what kind of failure it is. */
export function writeFailure(error: unknown): WriteFailure {
  if (!(error instanceof Error)) return 'other'
  const code = 'code' in error ? String(error.code) : ''
  if (conflicts.has(code)) return 'conflict'
  // pg names a lost line, and a pool that gets no connection, by messages only.
  return away.test(code) || /^(Connection terminated|Query read timeout|timeout e)/.test(error.message)
    ? 'away'
    : 'other'
}
