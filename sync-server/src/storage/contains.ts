import { type Expression, type SqlBool, sql } from 'kysely'

/**
 * Whether one of the columns contains a text people typed. Letters of ASCII count as equal in both cases, as SQLite compares them;
 * `like` alone would tell them apart on Postgres.
 */
export function contains(columns: readonly string[], text: string): Expression<SqlBool> {
  const pattern = `%${asciiLower(text.trim())}%`
  const tests = columns.map((column) => sql<SqlBool>`lower(${sql.ref(column)}) like ${pattern}`)
  return sql<SqlBool>`(${sql.join(tests, sql` or `)})`
}

function asciiLower(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
}
