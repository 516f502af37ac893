import { foldText } from 'shared-schema/domain/fold-text.ts'
import type { Booking, ErpArticle, ErpDocument, ErpLine, ErpSubject } from '../erp-port.ts'
import { canonicalJson, readBarcodes, readDay, readDecimal, readFlag, readPositions } from '../erp-values.ts'
import type { Mapped } from '../mapped-rows.ts'
import { type PawsRow, textOf } from './paws-tables.ts'

export const itemFields = [
  'acIdent',
  'acName',
  'acUM',
  'acActive',
  'acCode',
  'acSupplier',
  'acClassif',
  'adTimeChg',
]
export const subjectFields = [
  'anId',
  'acSubject',
  'acCity',
  'acAddress',
  'acWarehouse',
  'acBuyer',
  'acSupplier',
]
export const moveFields = [
  ...['acKey', 'acDocType', 'adDate', 'acIssuer', 'acReceiver', 'acDoc1', 'acStatus', 'acNote'],
]
export const moveItemFields = ['acKey', 'anNo', 'acIdent', 'acName', 'acUM', 'anQty']

const bad = (why: string) => ({ ok: false, why }) as const
const STORED_KEY = /^(\d{2})([0-9A-Z]{4})(\d{6})$/

/** 2620CT045003 as people and the gateway write it: 26-20CT-045003. Keys of another form stay as they are. */
export function numberOf(acKey: string): string {
  return acKey.replace(STORED_KEY, '$1-$2-$3')
}

/** The number as the table stores it. */
export function keyOf(number: string): string {
  return number.replaceAll('-', '')
}

export function toArticle(row: PawsRow): Mapped<ErpArticle> {
  const ident = textOf(row, 'acIdent').trim()
  if (ident === '') return bad('an article without acIdent')
  const supplier = textOf(row, 'acSupplier')
  const group = textOf(row, 'acClassif')
  const changedAt = textOf(row, 'adTimeChg')
  return {
    ok: true,
    value: {
      ident,
      name: textOf(row, 'acName') || ident,
      active: readFlag(row.acActive, true),
      unit: textOf(row, 'acUM'),
      barcodes: readBarcodes([row.acCode]),
      ...(supplier !== '' && { supplier }),
      ...(group !== '' && { group }),
      ...(changedAt !== '' && { changedAt }),
    },
  }
}

export function toSubject(row: PawsRow): Mapped<ErpSubject> {
  const name = typeof row.acSubject === 'string' ? row.acSubject : ''
  if (name.trim() === '') return bad('a subject without acSubject')
  const city = textOf(row, 'acCity')
  const address = textOf(row, 'acAddress')
  const warehouse = textOf(row, 'acWarehouse')
  return {
    ok: true,
    value: {
      id: textOf(row, 'anId') || name.trim(),
      name,
      ...(city !== '' && { city }),
      ...(address !== '' && { address }),
      ...(warehouse !== '' && { warehouse }),
      buyer: readFlag(row.acBuyer, false),
      supplier: readFlag(row.acSupplier, false),
    },
  }
}

/** Header and items as one document. Issuer and receiver change places with the direction. */
export function toDocument(
  row: PawsRow,
  items: readonly PawsRow[],
  direction: 'out' | 'in',
  cancelled: ReadonlySet<string>,
): Mapped<ErpDocument> {
  const number = numberOf(textOf(row, 'acKey'))
  const date = readDay(row.adDate)
  if (number === '') return bad('a document without acKey')
  if (date === undefined) return bad(`${number}: date ${JSON.stringify(row.adDate)}`)
  const lines = toLines(items)
  if (!lines.ok) return bad(`${number} ${lines.why}`)
  const issuer = typeof row.acIssuer === 'string' ? row.acIssuer : ''
  const receiver = typeof row.acReceiver === 'string' ? row.acReceiver : ''
  const partner = direction === 'out' ? receiver : issuer
  const status = textOf(row, 'acStatus')
  const note = textOf(row, 'acNote')
  return {
    ok: true,
    value: {
      ...{ number, direction, date, status, lines: lines.value },
      type: textOf(row, 'acDocType'),
      site: direction === 'out' ? issuer : receiver,
      cancelled: cancelled.has(foldText(status)),
      ...(partner.trim() !== '' && { partner }),
      ...(note !== '' && { note }),
      raw: canonicalJson({ row, items }),
    },
  }
}

export function toBooking(
  row: PawsRow,
  items: readonly PawsRow[],
  cancelled: ReadonlySet<string>,
): Mapped<Booking> {
  const acKey = textOf(row, 'acKey')
  const date = readDay(row.adDate)
  const lines = toLines(items)
  if (acKey === '' || date === undefined) return bad(`booking ${acKey}: date ${JSON.stringify(row.adDate)}`)
  if (!lines.ok) return bad(`booking ${acKey} ${lines.why}`)
  return {
    ok: true,
    value: {
      ...{ acKey, date, type: textOf(row, 'acDocType'), status: textOf(row, 'acStatus') },
      ourId: textOf(row, 'acDoc1'),
      ...(cancelled.has(foldText(textOf(row, 'acStatus'))) && { cancelled: true }),
      lines: lines.value.map(({ pos, ident, qty }) => ({ pos, ident, qty })),
    },
  }
}

function toLines(items: readonly PawsRow[]): Mapped<ErpLine[]> {
  const positions = readPositions(items.map(({ anNo }) => anNo))
  const lines: ErpLine[] = []
  for (const [index, item] of items.entries()) {
    const pos = positions[index] ?? index + 1
    const ident = textOf(item, 'acIdent').trim()
    const qty = readDecimal(item.anQty)
    if (ident === '') return bad(`line ${pos}: no acIdent`)
    if (qty === undefined) return bad(`line ${pos}: quantity ${JSON.stringify(item.anQty)}`)
    lines.push({ pos, ident, name: textOf(item, 'acName') || ident, qty, unit: textOf(item, 'acUM') })
  }
  return { ok: true, value: lines.toSorted((a, b) => a.pos - b.pos) }
}
