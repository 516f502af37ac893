import { expect, test } from 'vitest'
import { makeArticles, ourSites, shops } from '../../erp-bridge/src/erp/simulator/company.ts'
import { demoArticles } from '../../sync-server/src/demo/articles.ts'
import { demoSites } from '../../sync-server/src/demo/sites.ts'

test('the simulated ERP and the demo warehouse know the same articles by the same barcodes', () => {
  const theirs = makeArticles(1, 2000, false, Date.now()).map(({ ident, name, unit, active, barcodes }) => ({
    ...{ ident, name, unit, active },
    barcodes: [...barcodes].sort(),
  }))
  const ours = demoArticles().map(({ ident, name, unit, active, barcodes }) => ({
    ...{ ident, name, unit, active },
    barcodes: barcodes.map(({ code }) => code).sort(),
  }))
  expect(theirs).toEqual(ours)
})

test('the simulated ERP and the demo warehouse know the same sites', () => {
  const names = (kind: 'warehouse' | 'shop') =>
    demoSites.filter((site) => site.kind === kind).map(({ name }) => name)
  expect(ourSites.toSorted()).toEqual(names('warehouse').sort())
  expect(shops.toSorted()).toEqual(names('shop').sort())
})
