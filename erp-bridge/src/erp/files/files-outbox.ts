import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import * as z from 'zod'
import type { ErpOutbox } from '../erp-outbox.ts'
import { type Booking, type ErpResult, type Fulfilment, failed } from '../erp-port.ts'
import { exists, finish, guarded, makeFolders, writeUnfinished, writeWhole } from './exchange-folder.ts'
import { fulfilmentFileName, writeFulfilmentCsv } from './write-fulfilment.ts'

const line = z.object({ pos: z.int(), ident: z.string(), name: z.string(), unit: z.string(), qty: z.int() })
const sent = z.object({
  id: z.string(),
  document: z.string(),
  type: z.string(),
  kind: z.enum(['fulfilment', 'correction']),
  date: z.string(),
  lines: z.array(line),
})

/**
 * Postings as CSV files in `out`. A book of what was sent lies in `out/sent`, for the ERP may take a file away before we look.
 * The order makes a kill at any point harmless: the file under an unfinished name, the entry in the book, the file's real name. Whoever
 * finds an entry and the unfinished name finishes it; without an entry nothing was sent.
 */
export function createFilesOutbox(folder: string): ErpOutbox {
  const book = path.join(folder, 'sent')
  const entryOf = (ourId: string) => path.join(book, `${ourId.replace(/[^0-9A-Za-z-]/g, '')}.json`)
  const filesOf = (fulfilment: Pick<Fulfilment, 'id' | 'type' | 'kind'>) => {
    const name = fulfilmentFileName(fulfilment)
    return { name, file: path.join(folder, name), unfinished: path.join(folder, `.${name}.tmp`) }
  }

  /** The entry of a posting that is certainly under way; null when there is none. */
  async function sentEntry(ourId: string): Promise<ErpResult<z.infer<typeof sent> | null>> {
    const file = entryOf(ourId)
    const there = await exists(file)
    if (!there.ok || !there.value) return there.ok ? { ok: true, value: null } : there
    const text = await guarded(() => readFile(file, 'utf8'))
    if (!text.ok) return text
    const entry = sent.safeParse(jsonOf(text.value))
    if (!entry.success) return failed('broken', `${path.basename(file)} cannot be read`)
    const { file: whole, unfinished } = filesOf(entry.data)
    const waiting = await exists(unfinished)
    if (!waiting.ok) return waiting
    if (waiting.value) {
      const finished = await finish(unfinished, whole)
      if (!finished.ok) return finished
    }
    return { ok: true, value: entry.data }
  }

  return {
    capabilities: { find: true, readBookings: true },
    post: async (fulfilment) => {
      const ready = await makeFolders([folder, book])
      if (!ready.ok) return ready
      const { name, file, unfinished } = filesOf(fulfilment)
      const earlier = await sentEntry(fulfilment.id)
      if (!earlier.ok) return earlier
      if (earlier.value !== null) return { ok: true, value: { acKey: filesOf(earlier.value).name } }
      const written = await writeUnfinished(unfinished, writeFulfilmentCsv(fulfilment))
      if (!written.ok) return written
      const { id, document, type, kind, date, lines } = fulfilment
      const entry = await writeWhole(entryOf(id), JSON.stringify({ id, document, type, kind, date, lines }))
      if (!entry.ok) return entry
      const finished = await finish(unfinished, file)
      // The entry is there, so the next look finishes it; until then nobody may call it failed.
      if (!finished.ok) return failed('unknown_outcome', finished.failure.detail)
      return { ok: true, value: { acKey: name } }
    },
    find: async (ourId) => {
      const entry = await sentEntry(ourId)
      if (!entry.ok) return entry
      return {
        ok: true,
        value: entry.value === null ? [] : [bookingOf(entry.value, filesOf(entry.value).name)],
      }
    },
    bookings: async function* ({ from, to }): AsyncGenerator<ErpResult<readonly Booking[]>> {
      const there = await exists(book)
      if (!there.ok) return yield there
      const names = there.value ? await guarded(() => readdir(book)) : { ok: true as const, value: [] }
      if (!names.ok) return yield names
      for (const name of names.value.filter((one) => one.endsWith('.json') && !one.startsWith('.')).sort()) {
        const entry = await sentEntry(name.slice(0, -'.json'.length))
        if (!entry.ok) return yield entry
        if (entry.value === null || entry.value.date < from || (to !== undefined && entry.value.date > to))
          continue
        yield { ok: true, value: [bookingOf(entry.value, filesOf(entry.value).name)] }
      }
    },
    close: async () => {},
  }
}

function bookingOf({ id, type, date, lines }: z.infer<typeof sent>, acKey: string): Booking {
  return {
    ...{ acKey, ourId: id, type, date, status: '' },
    lines: lines.map(({ pos, ident, qty }) => ({ pos, ident, qty })),
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
