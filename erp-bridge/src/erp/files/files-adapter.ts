import { readdir } from 'node:fs/promises'
import path from 'node:path'
import type { Clock } from '../../clock.ts'
import { type ErpArticle, type ErpDocument, type ErpPort, type ErpResult, failed } from '../erp-port.ts'
import {
  exists,
  type FoundFile,
  guarded,
  listStable,
  makeFolders,
  moveInto,
  readBytes,
  type Seen,
  writeWhole,
} from './exchange-folder.ts'
import { createFilesOutbox } from './files-outbox.ts'
import { type Exchange, type ExchangeTypes, readExchange } from './read-exchange.ts'
import { readTable } from './read-table.ts'

export type FilesOptions = {
  /** Holds `in` and `out`. */
  readonly folder: string
  /** Document types by direction: the number of a document names its type, nothing else tells the direction. */
  readonly types: ExchangeTypes
  /** A file that was quiet for so long is whole, ms. */
  readonly stableMs: number
  readonly clock: Clock
}

/** Articles of one page. */
const PAGE = 1000
/** So many processed files are looked through for one article or document, and kept in memory; older ones are history. */
const REMEMBERED = 20

/**
 * The ERP as a watched folder. What lies in `in` is read and then moved to `in/processed`, or to `in/failed` with a file that tells the
 * reason; a file is moved only after everything of it was handed on. A dropped file is a wish: its documents are given whatever their day.
 */
export function createFilesAdapter({ folder, types, stableMs, clock }: FilesOptions): ErpPort {
  const inbox = path.join(folder, 'in')
  const processed = path.join(inbox, 'processed')
  const refused = path.join(inbox, 'failed')
  const outbox = createFilesOutbox(path.join(folder, 'out'))
  const archive = new Map<string, Exchange>()
  /** Documents of a file that holds both directions, as long as only one of them was asked for. */
  const handedOn = new Map<string, Set<string>>()
  const seen: Seen = new Map()
  let lastError: string | undefined

  const noted = <T>(result: ErpResult<T>): ErpResult<T> => {
    if (!result.ok) lastError = result.failure.detail
    return result
  }

  const remember = (name: string, exchange: Exchange) => {
    archive.set(name, exchange)
    const [oldest] = [...archive.keys()].sort()
    if (archive.size > REMEMBERED && oldest !== undefined) archive.delete(oldest)
  }

  async function waiting(): Promise<ErpResult<readonly FoundFile[]>> {
    const ready = await makeFolders([inbox, processed, refused])
    return ready.ok ? listStable(inbox, stableMs, clock.now(), seen) : ready
  }

  async function readFile(file: string): Promise<ErpResult<Exchange>> {
    const bytes = await readBytes(file)
    return bytes.ok ? { ok: true, value: readExchange(await readTable(bytes.value), types) } : bytes
  }

  async function refuse(file: FoundFile, why: string): Promise<ErpResult<string>> {
    const moved = await moveInto(refused, file, clock.now())
    if (!moved.ok) return moved
    const told = await writeWhole(`${moved.value}.reason.txt`, `${file.name}\n${why}\n`)
    return told.ok ? moved : told
  }

  /**
   * Hands on what `take` picks from each waiting file, and moves the file when all of it is handed on: that is known when the reader
   * comes back for more. One bad file holds up none of the others; it is named at the end.
   */
  async function* readWaiting<T>(
    take: (exchange: Exchange) => readonly T[] | undefined,
    done: (file: FoundFile, exchange: Exchange) => boolean,
  ): AsyncGenerator<ErpResult<readonly T[]>> {
    const files = noted(await waiting())
    if (!files.ok) return yield files
    const bad: string[] = []
    for (const file of files.value) {
      const exchange = noted(await readFile(file.path))
      if (!exchange.ok) return yield exchange
      if (exchange.value.kind === 'bad') {
        bad.push(`${file.name}: ${exchange.value.why.split('\n')[0]}`)
        const moved = noted(await refuse(file, exchange.value.why))
        if (!moved.ok) return yield moved
        continue
      }
      const rows = take(exchange.value)
      if (rows === undefined) continue
      for (let from = 0; from < rows.length; from += PAGE)
        yield { ok: true, value: rows.slice(from, from + PAGE) }
      if (!done(file, exchange.value)) continue
      const moved = noted(await moveInto(processed, file, clock.now()))
      if (!moved.ok) return yield moved
      remember(path.basename(moved.value), exchange.value)
    }
    if (bad.length > 0) yield noted(failed('broken', bad.join('; ')))
  }

  /** What came earlier, newest first, read again only once. */
  async function* archived(): AsyncGenerator<ErpResult<Exchange>> {
    const there = await exists(processed)
    if (!there.ok) return yield there
    const names = there.value ? await guarded(() => readdir(processed)) : { ok: true as const, value: [] }
    if (!names.ok) return yield names
    for (const name of names.value.sort().reverse().slice(0, REMEMBERED)) {
      let known = archive.get(name)
      if (known === undefined) {
        const read = await readFile(path.join(processed, name))
        if (!read.ok) return yield read
        known = read.value
        remember(name, known)
      }
      yield { ok: true, value: known }
    }
  }

  async function firstArchived<T>(find: (exchange: Exchange) => T | undefined): Promise<ErpResult<T | null>> {
    for await (const exchange of archived()) {
      if (!exchange.ok) return noted(exchange)
      const found = find(exchange.value)
      if (found !== undefined) return { ok: true, value: found }
    }
    return { ok: true, value: null }
  }

  return {
    name: 'files',
    capabilities: { stock: false, subjects: false, post: true, find: true, readBookings: true },
    articles: () =>
      readWaiting<ErpArticle>(
        (exchange) => (exchange.kind === 'articles' ? exchange.articles : undefined),
        () => true,
      ),
    documents: ({ direction, types: wanted }) => {
      const mine = ({ direction: way, type }: ErpDocument) => way === direction && wanted.includes(type)
      return readWaiting<ErpDocument>(
        (exchange) => (exchange.kind === 'documents' ? exchange.documents.filter(mine) : undefined),
        (file, exchange) => {
          if (exchange.kind !== 'documents') return false
          const key = `${file.name} ${file.changedAt}`
          const given = handedOn.get(key) ?? new Set()
          for (const { number } of exchange.documents.filter(mine)) given.add(number)
          handedOn.set(key, given)
          const all = exchange.documents.every(({ number }) => given.has(number))
          if (all) handedOn.delete(key)
          return all
        },
      )
    },
    document: (direction, number) =>
      firstArchived((exchange) =>
        exchange.kind === 'documents'
          ? exchange.documents.find((one) => one.number === number && one.direction === direction)
          : undefined,
      ),
    article: (ident) =>
      firstArchived((exchange) =>
        exchange.kind === 'articles' ? exchange.articles.find((one) => one.ident === ident) : undefined,
      ),
    subjects: async function* () {
      yield failed('refused', 'files bring no subjects')
    },
    stock: async function* () {
      yield failed('refused', 'files bring no stock')
    },
    post: async (fulfilment) => noted(await outbox.post(fulfilment)),
    find: outbox.find,
    bookings: outbox.bookings,
    health: () => ({ breaker: 'closed', requests: 0, ...(lastError !== undefined && { lastError }) }),
    close: outbox.close,
  }
}
