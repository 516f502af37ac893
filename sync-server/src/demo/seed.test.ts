import { readGtin } from 'shared-schema/domain/barcode/gtin.ts'
import { buildCatalogueIndex } from 'shared-schema/domain/catalogue/catalogue-index.ts'
import { expect, test } from 'vitest'
import { hashSecret, matchesSecret } from '../auth/passwords.ts'
import { allArticles, catalogueSeq, listLocations } from '../storage/catalogue.ts'
import { findAccountByName, listTeams } from '../storage/people.ts'
import { siteDirectory } from '../storage/sites.ts'
import { openSqliteStore } from '../storage/sqlite/sqlite-store.ts'
import { demoArticles } from './articles.ts'
import { DEMO_MISPRINTED_BARCODE, DEMO_SHARED_BARCODE, demoBarcode } from './barcodes.ts'
import { seedDemo } from './seed.ts'

test('the demo catalogue holds 2,000 articles with distinct names and sound barcodes, one shared, one misprinted', () => {
  const articles = demoArticles()
  expect(articles).toHaveLength(2000)
  expect(articles[0]?.ident).toBe('200001')
  expect(articles.at(-1)?.ident).toBe('202000')
  expect(new Set(articles.map((article) => article.name)).size).toBe(2000)
  expect(new Set(articles.map((article) => article.location)).size).toBe(2000)
  expect(articles[0]?.location).toBe('ZA-R01-P01-B01')
  const bad = articles
    .flatMap((article) => article.barcodes)
    .filter(({ code }) => readGtin(code).kind !== 'valid')
  expect(bad.map(({ code }) => code)).toEqual([DEMO_MISPRINTED_BARCODE])

  const { byCode, byIdent } = buildCatalogueIndex([{ id: '0', articles }])
  const shared = [...byCode].filter(([, matches]) => matches.length > 1)
  expect(shared.map(([code]) => code)).toEqual([DEMO_SHARED_BARCODE])
  expect(shared[0]?.[1].map(({ article }) => article.ident)).toEqual(['200500', '200501'])
  expect(byIdent.get('200431')?.name).toBe('Jastuk KING')
  expect(byCode.get(demoBarcode('200431'))?.[0]?.article.ident).toBe('200431')
})

test('a second start keeps what the first one wrote', async () => {
  const store = await openSqliteStore(':memory:')
  expect(await seedDemo(store, hashSecret)).toBe(true)
  const seq = await catalogueSeq(store.sql)
  expect(await seedDemo(store, () => Promise.reject(new Error('hashed again')))).toBe(false)
  expect(await catalogueSeq(store.sql)).toBe(seq)
  expect(await allArticles(store.sql)).toHaveLength(2000)
  expect(await listLocations(store.sql)).toHaveLength(2000)
  await store.close()
})

test('Ana signs in by her PIN, Milena by her password, and a shop is found however its name is written', async () => {
  const store = await openSqliteStore(':memory:')
  await seedDemo(store, hashSecret)
  const ana = await findAccountByName(store.sql, ' ANA ')
  expect(await matchesSecret(ana?.pinHash ?? '', '1111')).toBe(true)
  expect(await matchesSecret(ana?.pinHash ?? '', '2222')).toBe(false)
  const milena = await findAccountByName(store.sql, 'sef')
  expect(await matchesSecret(milena?.passwordHash ?? '', 'magacin-demo')).toBe(true)
  expect((await listTeams(store.sql)).map((team) => team.members.length)).toEqual([2, 2, 2])
  const sites = await siteDirectory(store.sql)
  expect(sites.find('shop', ' PRODAVNICA – kotor centar ')).toBe('Prodavnica - Kotor Centar')
  expect(sites.find('warehouse', 'vp magacin')).toBe('Veleprodajni Magacin')
  await store.close()
})
