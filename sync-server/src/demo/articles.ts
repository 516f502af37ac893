import type { Article } from 'shared-schema/domain/catalogue/article.ts'
import {
  DEMO_MISPRINTED_BARCODE,
  DEMO_MISPRINTED_IDENT,
  DEMO_PACK_FACTOR,
  DEMO_SHARED_BARCODE,
  DEMO_SHARED_IDENTS,
  demoBarcode,
  demoPackBarcode,
  demoScaleBarcode,
  demoSecondBarcode,
} from './barcodes.ts'
import { families } from './families.ts'

const FIRST_IDENT = 200_001
const PER_FAMILY = 40
const ONE_UNIT = 1000
const zones = ['ZA', 'ZB', 'ZC'] as const
const RACKS_PER_ZONE = 17

/** The catalogue of the demo company: the same 2,000 articles at every start. */
export function demoArticles(): Article[] {
  return families.flatMap((family, rack) =>
    Array.from({ length: PER_FAMILY }, (_, place) => {
      const ident = String(FIRST_IDENT + rack * PER_FAMILY + place)
      const model = family.models[Math.floor(place / family.variants.length)] ?? ''
      const variant = family.variants[place % family.variants.length] ?? ''
      return {
        ident,
        // The one article people know from the paper example keeps its plain name.
        name: ident === DEMO_MISPRINTED_IDENT ? 'Jastuk KING' : `${family.name} ${model} ${variant}`,
        unit: family.unit,
        active: true,
        location: demoLocation(rack, place),
        barcodes: barcodesOf(ident, family.unit),
      }
    }),
  )
}

/** `ZA-R01-P01-B01`: zone, rack, shelf, bin. A rack has four shelves of ten bins. */
function demoLocation(rack: number, place: number): string {
  const zone = zones[Math.floor(rack / RACKS_PER_ZONE)] ?? 'ZC'
  return `${zone}-R${two((rack % RACKS_PER_ZONE) + 1)}-P${two(Math.floor(place / 10) + 1)}-B${two((place % 10) + 1)}`
}

function barcodesOf(ident: string, unit: string): Article['barcodes'] {
  if (unit === 'KG') return [{ code: demoScaleBarcode(ident), factor: ONE_UNIT }]
  const pack = demoPackBarcode(ident)
  const second = demoSecondBarcode(ident)
  return [
    { code: demoBarcode(ident), factor: ONE_UNIT },
    ...(second === undefined ? [] : [{ code: second, factor: ONE_UNIT }]),
    ...(pack === undefined ? [] : [{ code: pack, factor: DEMO_PACK_FACTOR }]),
    ...(DEMO_SHARED_IDENTS.includes(ident) ? [{ code: DEMO_SHARED_BARCODE, factor: ONE_UNIT }] : []),
    ...(ident === DEMO_MISPRINTED_IDENT ? [{ code: DEMO_MISPRINTED_BARCODE, factor: ONE_UNIT }] : []),
  ]
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
