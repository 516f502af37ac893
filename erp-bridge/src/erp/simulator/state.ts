import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { addDays, dayIn } from '../../clock.ts'
import { makeArticles, makeSubjects, OUR_SITE, ourSites } from './company.ts'
import { makeDocuments } from './make-documents.ts'
import { hashOf } from './seeded.ts'
import {
  docTypes,
  type SimArticle,
  type SimBooking,
  type SimDocument,
  type SimSubject,
  type Traps,
} from './world.ts'

export type StateOptions = {
  readonly seed: number
  readonly articles: number
  readonly traps: Traps
  readonly documentsPerDay: number
  readonly linesPerDocument: number
  /** Days with documents, today included. */
  readonly days: number
  readonly now: () => number
  /** A file that keeps what was booked and changed over a restart. */
  readonly file?: string
}

/** One change, as a line of the file. */
type Change =
  | { readonly op: 'book'; readonly booking: SimBooking }
  | { readonly op: 'document'; readonly document: SimDocument }
  | { readonly op: 'article'; readonly article: SimArticle }
  | { readonly op: 'status'; readonly acKey: string; readonly status: string }

export type NewBooking = Omit<SimBooking, 'acKey' | 'at' | 'status'>

export type SimState = {
  readonly articles: () => readonly SimArticle[]
  readonly article: (ident: string) => SimArticle | undefined
  readonly subjects: () => readonly SimSubject[]
  readonly documents: () => readonly SimDocument[]
  readonly document: (number: string) => SimDocument | undefined
  readonly bookings: () => readonly SimBooking[]
  readonly stockOf: (ident: string) => { readonly site: string; readonly qty: number }[]
  readonly putArticle: (article: Omit<SimArticle, 'changedAt'>) => void
  readonly putDocument: (document: Omit<SimDocument, 'changedAt'>) => void
  /** Documents of one more day. */
  readonly addDay: (day: string) => void
  readonly book: (booking: NewBooking) => SimBooking
  readonly setStatus: (acKey: string, status: string) => boolean
  /** The first row of the lists is written anew and so goes to their end, as in a table without an order. */
  readonly moveRows: () => void
  /** Counts changes; what was computed from the state holds as long as it stays. */
  readonly version: () => number
}

export function createState(options: StateOptions): SimState {
  const { seed, traps, now, file } = options
  const made = makeArticles(seed, options.articles, traps.leadingZeros, now())
  const articles = new Map(made.map((article) => [article.ident, article]))
  const documents = new Map<string, SimDocument>()
  const bookings: SimBooking[] = []
  const moved = new Map<string, number>()
  let version = 0
  const subjects = makeSubjects()
  const wish = { seed, traps, perDay: options.documentsPerDay, linesEach: options.linesPerDocument }

  const addDay = (day: string) => {
    version += 1
    for (const document of makeDocuments(wish, day, made, now())) documents.set(document.number, document)
  }
  const apply = (change: Change) => {
    version += 1
    if (change.op === 'article') articles.set(change.article.ident, change.article)
    else if (change.op === 'document') documents.set(change.document.number, change.document)
    else if (change.op === 'status') {
      const at = bookings.findIndex(({ acKey }) => acKey === change.acKey)
      const booking = bookings[at]
      if (booking) bookings[at] = { ...booking, status: change.status }
    } else {
      const { booking } = change
      bookings.push(booking)
      const effect = docTypes.find(({ type }) => type === booking.type)?.effect ?? 0
      for (const { ident, qty } of booking.lines) moved.set(ident, (moved.get(ident) ?? 0) + effect * qty)
    }
  }
  const change = (one: Change) => {
    if (file !== undefined) appendFileSync(file, `${JSON.stringify(one)}\n`)
    apply(one)
  }

  const today = dayIn('Europe/Belgrade', now())
  for (let back = options.days - 1; back >= 0; back -= 1) addDay(addDays(today, -back))
  if (file !== undefined && existsSync(file)) for (const one of readChanges(file)) apply(one)

  return {
    articles: () => [...articles.values()],
    article: (ident) => articles.get(ident),
    subjects: () => subjects,
    documents: () => [...documents.values()],
    document: (number) => documents.get(number),
    bookings: () => bookings,
    stockOf: (ident) =>
      ourSites.map((site) => {
        const first = (hashOf(seed, `stock ${ident} ${site}`) % (site === OUR_SITE ? 400 : 20)) * 1000
        return { site, qty: first + (site === OUR_SITE ? (moved.get(ident) ?? 0) : 0) }
      }),
    putArticle: (article) => change({ op: 'article', article: { ...article, changedAt: now() } }),
    putDocument: (document) => change({ op: 'document', document: { ...document, changedAt: now() } }),
    addDay,
    book: (booking) => {
      const year = booking.date.slice(2, 4)
      const acKey = `${year}${booking.type}${String(900_000 + bookings.length + 1)}`
      const booked = { ...booking, acKey, status: 'N', at: now() }
      change({ op: 'book', booking: booked })
      return booked
    },
    setStatus: (acKey, status) => {
      if (!bookings.some((booking) => booking.acKey === acKey)) return false
      change({ op: 'status', acKey, status })
      return true
    },
    version: () => version,
    moveRows: () => {
      version += 1
      for (const rows of [articles, documents] as Map<string, unknown>[]) {
        const [first] = rows
        if (!first) continue
        rows.delete(first[0])
        rows.set(first[0], first[1])
      }
    },
  }
}

/** A process that was killed may have left half a line at the end. */
function readChanges(file: string): Change[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line): Change[] => {
      try {
        return line === '' ? [] : [JSON.parse(line) as Change]
      } catch {
        return []
      }
    })
}
