import { randomUUID } from 'node:crypto'
import type { ErpDocumentIn } from 'shared-schema/api/bridge.ts'
import type { mapSite as mapSiteBody } from 'shared-schema/api/pantheon.ts'
import { siteKey } from 'shared-schema/domain/site.ts'
import type * as z from 'zod'
import { type Refused, refuse } from '../refusal.ts'
import { writeAudit } from '../storage/audit.ts'
import {
  documentsWaitingForSite,
  dropUnmapped,
  type ErpDocument,
  versionsOf,
} from '../storage/erp-documents.ts'
import { addAlias, insertSite, listSites, type Site } from '../storage/sites.ts'
import type { Write } from '../storage/store.ts'
import { takeDocument } from './take-document.ts'

type Asked = z.infer<typeof mapSiteBody>

/** Says whose a name of the ERP is, or makes a site of it, and takes the documents that waited for it. Failure: `not_found`. */
export async function mapSite(
  tx: Write,
  { name, kind, site }: Asked,
  by: string,
): Promise<
  { readonly ok: true; readonly value: { readonly site: string; readonly documents_taken: number } } | Refused
> {
  const known = (await listSites(tx.sql)).find(({ id }) => id === site)
  if (site !== undefined && known === undefined) return refuse('not_found', 'There is no such site.')
  const target = known?.id ?? `s-${randomUUID()}`
  if (known === undefined) await insertSite(tx, { id: target, name: name.trim(), kind, aliases: [] })
  else await addAlias(tx, known.id, name)
  await dropUnmapped(tx, name)
  let taken = 0
  for (const document of await documentsWaitingForSite(tx.sql)) {
    if (![document.site, document.partner ?? ''].some((each) => siteKey(each) === siteKey(name))) continue
    const { outcome } = await takeDocument(tx, await asHandedOver(tx, document))
    if (outcome !== 'waiting_site') taken += 1
  }
  const detail = { name, kind, made: known === undefined, documents: taken }
  await writeAudit(tx, { action: 'site_mapped', actor: by, subject: target, detail })
  return { ok: true, value: { site: target, documents_taken: taken } }
}

/** A kept document as the bridge handed it over. */
async function asHandedOver(tx: Write, document: ErpDocument): Promise<ErpDocumentIn> {
  const latest = (await versionsOf(tx.sql, document)).at(-1)
  const { number, type, date, site, partner, person, status, note, hash } = document
  return {
    ...{ number, type, date, site, partner, person, status, note, hash },
    direction: document.direction === 'in' ? 'in' : 'out',
    cancelled: document.cancelled === 1,
    lines: JSON.parse(latest?.lines ?? '[]') as ErpDocumentIn['lines'],
  }
}

const MOST_SIMILAR = 3
/** Below this two names share hardly more than the word for a shop. */
const LEAST_ALIKE = 0.4

/** Sites whose names look like this one, best first: a proposal for a person, never a decision. */
export function similarSites(name: string, sites: readonly Site[]): { id: string; name: string }[] {
  const pairs = pairsOf(name)
  return sites
    .map((site) => ({ id: site.id, name: site.name, alike: alike(pairs, pairsOf(site.name)) }))
    .filter(({ alike: share }) => share >= LEAST_ALIKE)
    .sort((a, b) => b.alike - a.alike || (a.name < b.name ? -1 : 1))
    .slice(0, MOST_SIMILAR)
    .map(({ id, name: known }) => ({ id, name: known }))
}

function pairsOf(name: string): Set<string> {
  const text = ` ${siteKey(name)} `
  return new Set(Array.from({ length: text.length - 1 }, (_, at) => text.slice(at, at + 2)))
}

/** Share of the letter pairs that both have (Dice's coefficient), 0 to 1. */
function alike(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const both = [...a].filter((pair) => b.has(pair)).length
  return (2 * both) / (a.size + b.size)
}
