import { foldText } from './fold-text.ts'

export type SiteKind = 'warehouse' | 'shop'
export type KnownSite = {
  readonly name: string
  readonly kind: SiteKind
  readonly aliases: readonly string[]
}

/** The sites of this company, found by any spelling of their names and aliases. */
export type SiteDirectory = {
  readonly find: (kind: SiteKind, name: string) => string | undefined
  readonly names: (kind: SiteKind) => readonly string[]
}

/**
 * The key under which the names of one site meet: ERP site names are free text with case drift, trailing blanks
 * and a choice of dashes. Aliases are stored and looked up by this key; the name people see stays as written.
 */
export function siteKey(name: string): string {
  return foldText(name.replace(/[\u2010-\u2015\u2212]/g, '-')).replace(/ ?- ?/g, '-')
}

/** Builds the lookup. A site's own name beats another site's alias of the same spelling. */
export function buildSiteDirectory(sites: readonly KnownSite[]): SiteDirectory {
  const byKey = new Map<string, string>()
  const key = (kind: SiteKind, name: string) => `${kind} ${siteKey(name)}`
  for (const { kind, name, aliases } of sites) {
    for (const alias of aliases) byKey.set(key(kind, alias), name)
  }
  for (const { kind, name } of sites) byKey.set(key(kind, name), name)
  return {
    find: (kind, name) => byKey.get(key(kind, name)),
    names: (kind) => sites.filter((site) => site.kind === kind).map(({ name }) => name),
  }
}
