import pg from 'pg'
import { APPLICATION_NAME } from './connections.ts'

/** How many connections servers hold to this database. */
export async function connectedServers(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url, application_name: `${APPLICATION_NAME} restore` })
  await client.connect()
  try {
    const { rows } = await client.query<{ count: number }>(
      'select count(*)::int as count from pg_stat_activity where datname = current_database() and application_name = $1',
      [APPLICATION_NAME],
    )
    return rows[0]?.count ?? 0
  } finally {
    await client.end()
  }
}
