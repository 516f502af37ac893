import { expect, test } from 'vitest'
import type { Article, ArticleChunk } from './article.ts'
import { buildCatalogueIndex } from './catalogue-index.ts'
import { buildCatalogueSearch } from './catalogue-search.ts'

const article = (ident: string, name: string, more: Partial<Article> = {}): Article => ({
  ident,
  name,
  unit: 'KOM',
  active: true,
  barcodes: [],
  ...more,
})

test('BC-12 every article of every chunk is found by ident and by each of its barcodes', () => {
  const chunks: ArticleChunk[] = []
  for (let chunk = 0; chunk < 50; chunk += 1) {
    const articles: Article[] = []
    for (let at = 0; at < 1000; at += 1) {
      const ident = String(200_001 + chunk * 1000 + at)
      articles.push(
        article(ident, `Artikal ${ident}`, {
          barcodes: [
            { code: `860${ident}`, factor: 1000 },
            { code: `B${ident}`, factor: 12_000 },
          ],
        }),
      )
    }
    chunks.push({ id: `chunk-${chunk}`, articles })
  }
  const index = buildCatalogueIndex(chunks)
  expect(index.byIdent.size).toBe(50_000)
  expect(index.byCode.get('B250000')).toEqual([{ article: index.byIdent.get('250000'), factor: 12_000 }])
})

test('BC-12 a code on two articles keeps both, a code listed twice on one article stays one', () => {
  const shared = { code: ' 8600100200438 ', factor: 1000 }
  const index = buildCatalogueIndex([
    { id: 'a', articles: [article('1', 'Jedan', { barcodes: [shared, shared] })] },
    {
      id: 'b',
      articles: [
        article('2', 'Dva', { barcodes: [shared] }),
        article('3', 'Tri', { barcodes: [{ code: ' ', factor: 1000 }] }),
      ],
    },
  ])
  expect(index.byCode.get('8600100200438')?.map((match) => match.article.ident)).toEqual(['1', '2'])
  expect(index.byCode.has('')).toBe(false)
})

test('BC-13 Jovana at the desk finds articles by the beginnings of words, without diacritics', () => {
  const search = buildCatalogueSearch(
    buildCatalogueIndex([
      {
        id: 'a',
        articles: [
          article('200431', 'Jastuk KING'),
          article('200432', 'Jastuk dječji žuti'),
          article('200433', 'Đul šolja', { active: false }),
          article('200434', 'Šolja velika'),
        ],
      },
    ]),
  )
  const idents = (query: string) => search(query, 10).map(({ ident }) => ident)
  expect(idents('jastuk')).toEqual(['200431', '200432'])
  expect(idents('zut jas')).toEqual(['200432'])
  expect(idents('djecji')).toEqual(['200432'])
  expect(idents('SOLJA')).toEqual(['200434', '200433'])
  expect(idents('dul')).toEqual(['200433'])
  expect(idents('200432')).toEqual(['200432'])
  expect(idents('2004')).toEqual(['200431', '200432', '200434', '200433'])
  expect(idents('astuk')).toEqual([])
  expect(idents('  ')).toEqual([])
  expect(search('2004', 2)).toHaveLength(2)
})
