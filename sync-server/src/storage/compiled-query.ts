import {
  type Compilable,
  type CompiledQuery,
  type Kysely,
  PostgresAdapter,
  type RawBuilder,
  sql as raw,
} from 'kysely'
import type { Schema } from './schema.ts'

/** Stands for a parameter while its query is being built. */
class Place {
  readonly index: number
  constructor(index: number) {
    this.index = index
  }
}

/**
 * A query that is built once and then only run: of what a short query costs, building is most. The parameters may be used as values and in
 * `among`, and for nothing else: no condition of the building may depend on them.
 */
export function compiled<Params extends readonly unknown[], Row>(
  build: (sql: Kysely<Schema>, ...params: Params) => Compilable<Row>,
): (sql: Kysely<Schema>, ...params: Params) => Promise<Row[]> {
  const prepared = new Map<'sqlite' | 'postgres', CompiledQuery<unknown>>()
  return async (sql, ...params) => {
    const kind = isPostgres(sql) ? 'postgres' : 'sqlite'
    const query =
      prepared.get(kind) ??
      build(sql, ...(params.map((_, index) => new Place(index)) as unknown as Params)).compile()
    prepared.set(kind, query)
    const parameters = query.parameters.map((given) => {
      if (!(given instanceof Place)) return given
      const value = params[given.index]
      return kind === 'sqlite' && Array.isArray(value) ? JSON.stringify(value) : value
    })
    const { rows } = await sql.executeQuery({ ...query, parameters } as CompiledQuery<Row>)
    return rows
  }
}

/** Whether a column is one of a list, which travels as one parameter however long it is. */
export function among(
  sql: Kysely<Schema>,
  column: string,
  values: readonly (string | number)[],
): RawBuilder<boolean> {
  return isPostgres(sql)
    ? raw<boolean>`${raw.ref(column)} = any(${values})`
    : raw<boolean>`${raw.ref(column)} in (select value from json_each(${values}))`
}

function isPostgres(sql: Kysely<Schema>): boolean {
  return sql.getExecutor().adapter instanceof PostgresAdapter
}
