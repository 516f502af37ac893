import type { Article } from 'shared-schema/domain/catalogue/article.ts'
import { insertLocations, upsertArticles, type WrittenArticle } from '../storage/catalogue.ts'
import { countPeople, insertPerson, insertTeam } from '../storage/people.ts'
import { writeSettings } from '../storage/settings.ts'
import { insertSite } from '../storage/sites.ts'
import type { Store } from '../storage/store.ts'
import { demoArticles } from './articles.ts'
import { DEMO_SCALE_TEMPLATE } from './barcodes.ts'
import { demoPeople, demoTeams } from './people.ts'
import { DEMO_COMPANY, DEMO_WAREHOUSE, demoSites } from './sites.ts'

/**
 * Fills an empty database with the invented company, in one transaction. A database that knows a person already is
 * left as it is, so that a second start keeps what was done in the first.
 * @param hashSecret makes the stored form of a password or PIN
 * @returns whether anything was written
 */
export async function seedDemo(
  store: Store,
  hashSecret: (secret: string) => Promise<string>,
): Promise<boolean> {
  if ((await countPeople(store.sql)) > 0) return false
  const accounts = await Promise.all(
    demoPeople.map(async ({ password, pin, ...person }) => ({
      ...person,
      active: true,
      passwordHash: password === undefined ? null : await hashSecret(password),
      pinHash: pin === undefined ? null : await hashSecret(pin),
    })),
  )
  return store.write(async (tx) => {
    if ((await countPeople(tx.sql)) > 0) return false
    for (const account of accounts) await insertPerson(tx, account)
    for (const team of demoTeams) await insertTeam(tx, team)
    for (const site of demoSites) await insertSite(tx, site)
    const articles = demoArticles()
    await upsertArticles(tx, articles.map(markedBySource))
    await insertLocations(
      tx,
      articles.flatMap(({ location }) => location ?? []),
    )
    await writeSettings(tx, {
      company: DEMO_COMPANY,
      warehouse: DEMO_WAREHOUSE,
      variable_measure: [DEMO_SCALE_TEMPLATE],
    })
    return true
  })
}

/** Codes of single pieces are what an ERP knows; packs are what warehouses add themselves. */
function markedBySource(article: Article): WrittenArticle {
  const sourceOf = (factor: number) => (factor === 1000 ? ('erp' as const) : ('own' as const))
  return {
    ...article,
    barcodes: article.barcodes.map((barcode) => ({ ...barcode, source: sourceOf(barcode.factor) })),
  }
}
