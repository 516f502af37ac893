import type { Kysely } from 'kysely'
import { siteKey } from 'shared-schema/domain/site.ts'
import type { Schema } from './schema.ts'
import type { Write } from './store.ts'

export type Site = { readonly id: string; readonly name: string; readonly kind: 'warehouse' | 'shop' }

export async function listSites(sql: Kysely<Schema>): Promise<Site[]> {
  const rows = await sql.selectFrom('sites').selectAll().orderBy('name').execute()
  return rows.map((row) => ({ ...row, kind: row.kind === 'warehouse' ? 'warehouse' : 'shop' }))
}

/** Sites by the folded form of every name they go by. */
export async function sitesByKey(sql: Kysely<Schema>): Promise<ReadonlyMap<string, Site>> {
  const sites = await listSites(sql)
  const byId = new Map(sites.map((site) => [site.id, site]))
  const aliases = await sql.selectFrom('site_aliases').selectAll().execute()
  const byKey = new Map<string, Site>()
  for (const { alias, site } of aliases) {
    const known = byId.get(site)
    if (known) byKey.set(alias, known)
  }
  // A site's own name wins over an alias that was once given to another one.
  for (const site of sites) byKey.set(siteKey(site.name), site)
  return byKey
}

export async function insertSite(
  tx: Write,
  site: Site & { readonly aliases: readonly string[] },
): Promise<void> {
  const { aliases, ...row } = site
  await tx.sql.insertInto('sites').values(row).execute()
  for (const alias of aliases) {
    await tx.sql
      .insertInto('site_aliases')
      .values({ alias: siteKey(alias), site: site.id })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}
