import path from 'node:path'
import { demoArticles } from '../../../sync-server/src/demo/articles.ts'
import { demoBarcode } from '../../../sync-server/src/demo/barcodes.ts'

const fixtures = path.join(import.meta.dirname, '..', '..', 'fixtures')
const catalogue = new Map(demoArticles().map((article) => [article.ident, article]))

/** A line of a document as a story speaks of it. */
export type Wanted = {
  readonly ident: string
  readonly name: string
  /** Where it lies, as the label of the shelf says it. */
  readonly location: string
  /** The EAN-13 on the article. */
  readonly code: string
  /** Requested units. */
  readonly units: number
}

function wanted(ident: string, units: number): Wanted {
  const { name = ident, location = '' } = catalogue.get(ident) ?? {}
  return { ident, name, location, code: demoBarcode(ident), units }
}

/** In the catalogue, and on none of the documents. */
export const strangerInTheHouse = wanted('200433', 0)

/** The document of the main story: twelve lines for the shop in Kotor. */
export const kotor = {
  file: path.join(fixtures, '25-20CT-000279.csv'),
  number: '25-20CT-000279',
  shop: 'Prodavnica - Kotor Centar',
  pillow: wanted('200431', 24),
  travelPillow: wanted('200432', 10),
  table: wanted('200118', 12),
  blueLinen: wanted('200500', 6),
  greenLinen: wanted('200501', 6),
  diningTable: wanted('200077', 8),
  glasses: wanted('201204', 20),
  parasol: wanted('201875', 4),
  pan: wanted('200960', 5),
  bed: wanted('200333', 10),
  lamp: wanted('201500', 36),
  chair: wanted('200015', 7),
} as const

/**
 * Its sibling as an Excel file: a shop written in capitals, an article that nobody knows, one article on two lines,
 * quantities with decimals.
 */
export const excel = {
  file: path.join(fixtures, '25-20CT-000280.xlsx'),
  number: '25-20CT-000280',
  lines: 12,
  unknownIdent: '299999',
} as const
