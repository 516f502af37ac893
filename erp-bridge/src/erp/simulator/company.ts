import { checkDigit } from 'shared-schema/domain/barcode/gtin.ts'
import { families } from './families.ts'
import { hashOf, pick, seeded } from './seeded.ts'
import type { SimArticle, SimSubject } from './world.ts'

/** The invented company, the same one as the demo warehouse: idents from 200001 on, named by family, model and variant. */
const FIRST_IDENT = 200_001
const PER_FAMILY = 40
/** From here on the names repeat with the number of a series. */
const DISTINCT = families.length * PER_FAMILY
const DAY_MS = 86_400_000
const suppliers = [
  'Jadran Tekstil',
  'Lipa Namještaj',
  'Rumija Dom',
  'Skadar Keramika',
  'Tara Metal',
  'Zeta Uvoz',
]

export const OUR_SITE = 'Veleprodajni Magacin'
export const ourSites = [OUR_SITE, 'Tranzitno Skladište', 'Carinsko Skladište']
export const shops = [
  'Kotor Centar',
  'Budva',
  'Bar',
  'Ulcinj',
  'Tivat',
  'Herceg Novi',
  'Podgorica Zabjelo',
  'Podgorica Stari Aerodrom',
  'Nikšić',
  'Cetinje',
  'Bijelo Polje',
  'Pljevlja',
].map((town) => `Prodavnica - ${town}`)
/** A shop that opened last week; the warehouse system has not been told. */
export const NEW_SHOP = 'Prodavnica - Rožaje'
export const people = ['Vesna Marković', 'Dejan Popović', 'Snežana Ilić']
const zeroIdents = ['00013', '00042', '000431', '007001', '0200001']

/** @param count articles, from 2,000 on as the demo warehouse has them */
export function makeArticles(seed: number, count: number, leadingZeros: boolean, now: number): SimArticle[] {
  const articles = Array.from({ length: count }, (_, index) => makeArticle(seed, index, now))
  if (!leadingZeros) return articles
  const zeros = zeroIdents.map((ident, index): SimArticle => {
    const code = `389900${String(index + 1).padStart(6, '0')}`
    const like = makeArticle(seed, index, now)
    return { ...like, ident, name: `Potrošni materijal ${index + 1}`, unit: 'KOM', barcodes: [closed(code)] }
  })
  return [...articles, ...zeros]
}

function makeArticle(seed: number, index: number, now: number): SimArticle {
  const place = index % PER_FAMILY
  const family = families[Math.floor((index % DISTINCT) / PER_FAMILY)]
  if (!family) throw new Error(`no family for article ${index}`)
  const model = family.models[Math.floor(place / family.variants.length)] ?? ''
  const variant = family.variants[place % family.variants.length] ?? ''
  const ident = String(FIRST_IDENT + index)
  const series = Math.floor(index / DISTINCT)
  const plain = ident === '200431' ? 'Jastuk KING' : `${family.name} ${model} ${variant}`
  return {
    ident,
    name: series === 0 ? plain : `${plain} ${series + 1}. serija`,
    unit: family.unit,
    active: true,
    barcodes: barcodesOf(ident, family.unit),
    supplier: pick(seeded(hashOf(seed, `supplier ${ident}`)), suppliers),
    group: family.name,
    changedAt: now - DAY_MS - (hashOf(seed, `changed ${ident}`) % (300 * DAY_MS)),
  }
}

/** As printed: 389, three zeros, the ident; boxes of every fifth, older labels of every seventh, scale labels for what is weighed. */
function barcodesOf(ident: string, unit: string): string[] {
  if (unit === 'KG') return [closed(`28${ident.slice(-5)}00000`)]
  return [
    closed(`389000${ident}`),
    ...(Number(ident) % 7 === 0 ? [closed(`860000${ident}`)] : []),
    ...(Number(ident) % 5 === 0 ? [closed(`1389000${ident}`)] : []),
    ...(ident === '200500' || ident === '200501' ? [closed('387000200500')] : []),
    ...(ident === '200431' ? ['8600100200431'] : []),
  ]
}

export function makeSubjects(): SimSubject[] {
  const subject = (name: string, index: number, kind: 'warehouse' | 'shop' | 'supplier'): SimSubject => ({
    id: 1000 + index,
    name,
    city: name.split(' - ')[1] ?? 'Podgorica',
    address: `Ulica ${index + 1}`,
    ...(kind === 'warehouse' && { warehouse: name }),
    buyer: kind === 'shop',
    supplier: kind === 'supplier',
  })
  return [
    ...ourSites.map((name) => [name, 'warehouse'] as const),
    ...[...shops, NEW_SHOP].map((name) => [name, 'shop'] as const),
    ...suppliers.map((name) => [name, 'supplier'] as const),
  ].map(([name, kind], index) => subject(name, index, kind))
}

export function supplierNames(): readonly string[] {
  return suppliers
}

function closed(digits: string): string {
  return digits + checkDigit(digits)
}
