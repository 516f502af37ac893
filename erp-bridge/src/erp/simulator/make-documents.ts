import { NEW_SHOP, OUR_SITE, people, shops, supplierNames } from './company.ts'
import { hashOf, pick, type Random, seeded } from './seeded.ts'
import { IN_TYPES, OUT_TYPES, type SimArticle, type SimDocument, type SimLine, type Traps } from './world.ts'

export type DocumentsWish = {
  readonly seed: number
  readonly traps: Traps
  /** Documents out a day; a fifth of it comes in. */
  readonly perDay: number
  readonly linesEach: number
}

/** The documents of one day, the same for the same seed. */
export function makeDocuments(
  { seed, traps, perDay, linesEach }: DocumentsWish,
  day: string,
  articles: readonly SimArticle[],
  changedAt: number,
): SimDocument[] {
  const random = seeded(hashOf(seed, `documents ${day}`))
  const out = Array.from({ length: perDay }, (_, index) => ({ direction: 'out' as const, index }))
  const inward = Array.from({ length: Math.ceil(perDay / 5) }, (_, index) => ({
    direction: 'in' as const,
    index,
  }))
  return [...out, ...inward].map(({ direction, index }): SimDocument => {
    const type = direction === 'out' ? pick(random, OUT_TYPES) : pick(random, IN_TYPES)
    const partner = direction === 'in' ? pick(random, supplierNames()) : shopFor(random, traps)
    return {
      ...{
        number: numberFor(day, type, direction, index),
        type,
        direction,
        date: day,
        changedAt,
        status: 'N',
      },
      site: drift(random, OUR_SITE, traps),
      partner: drift(random, partner, traps),
      person: pick(random, people),
      ...(random() < 0.1 && { note: 'Hitno, kupac čeka' }),
      lines: makeLines(random, traps, articles, linesEach),
    }
  })
}

function shopFor(random: Random, traps: Traps): string {
  const chance = random()
  return traps.unknownSites && chance < 0.03 ? NEW_SHOP : pick(random, shops)
}

/** 26-20CT-045003: the day of the year and the number of the day. */
function numberFor(day: string, type: string, direction: 'out' | 'in', index: number): string {
  const first = Date.UTC(Number(day.slice(0, 4)), 0, 1)
  const ofYear = Math.round((Date.parse(`${day}T00:00:00Z`) - first) / 86_400_000) + 1
  const place = index + 1 + (direction === 'in' ? 700 : 0)
  return `${day.slice(2, 4)}-${type}-${String(ofYear).padStart(3, '0')}${String(place).padStart(3, '0')}`
}

function drift(random: Random, name: string, { siteDrift }: Traps): string {
  const chance = random()
  if (!siteDrift || chance < 0.6) return name
  if (chance < 0.75) return `${name}   `
  if (chance < 0.9) return name.toUpperCase()
  return `${name.toLowerCase()} `
}

function makeLines(
  random: Random,
  traps: Traps,
  articles: readonly SimArticle[],
  linesEach: number,
): SimLine[] {
  const count = Math.max(1, Math.round(linesEach * (0.5 + random())))
  const lines: SimLine[] = []
  for (let pos = 1; pos <= count; pos += 1) {
    const article = pick(random, articles)
    const weighed = article.unit === 'KG' || article.unit === 'M'
    const qty = weighed ? 500 * (1 + Math.floor(random() * 40)) : 1000 * (1 + Math.floor(random() * 24))
    const chance = random()
    const before = lines.at(-1)
    if (traps.unknownArticles && chance < 0.01)
      lines.push({ pos, ident: '0009990', name: 'Artikal iz stare šifarnice', qty, unit: 'KOM' })
    else if (traps.repeatedIdents && chance < 0.04 && before) lines.push({ ...before, pos, qty })
    else lines.push({ pos, ident: article.ident, name: article.name, qty, unit: article.unit })
  }
  return lines
}
