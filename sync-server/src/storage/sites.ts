import type { Kysely } from 'kysely'
import { buildSiteDirectory, type SiteDirectory, siteKey } from 'shared-schema/domain/site.ts'
import type { Schema } from './schema.ts'
import type { Write } from './store.ts'

export type Site = { readonly id: string; readonly name: string; readonly kind: 'warehouse' | 'shop' }

export async function listSites(sql: Kysely<Schema>): Promise<Site[]> {
  const rows = await sql.selectFrom('sites').selectAll().orderBy('name').execute()
  return rows.map((row) => ({ ...row, kind: row.kind === 'warehouse' ? 'warehouse' : 'shop' }))
}

/** Adds a site with the other names it goes by; a name another site has already stays that one's. */
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

/** The sites with all names they go by, for reading documents. */
export async function siteDirectory(sql: Kysely<Schema>): Promise<SiteDirectory> {
  const sites = await listSites(sql)
  const aliases = await sql.selectFrom('site_aliases').selectAll().execute()
  const bySite = Map.groupBy(aliases, (alias) => alias.site)
  return buildSiteDirectory(
    sites.map(({ id, name, kind }) => ({
      ...{ name, kind },
      aliases: (bySite.get(id) ?? []).map((each) => each.alias),
    })),
  )
}

/** Finds the id of a site by any spelling of its names, whatever kind of site it is. */
export async function siteIds(sql: Kysely<Schema>): Promise<(name: string) => string | undefined> {
  const directory = await siteDirectory(sql)
  const ids = new Map((await listSites(sql)).map((site) => [`${site.kind} ${site.name}`, site.id]))
  return (name) => {
    for (const kind of ['warehouse', 'shop'] as const) {
      const found = directory.find(kind, name)
      if (found !== undefined) return ids.get(`${kind} ${found}`)
    }
    return undefined
  }
}

/** Lets a site go by another name, also one that was another site's until now: a person said so. */
export async function addAlias(tx: Write, site: string, name: string): Promise<void> {
  await tx.sql
    .insertInto('site_aliases')
    .values({ alias: siteKey(name), site })
    .onConflict((conflict) => conflict.column('alias').doUpdateSet({ site }))
    .execute()
}
