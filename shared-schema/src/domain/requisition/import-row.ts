import type { ErrorCode } from '../error-codes.ts'
import { type DecimalSeparator, parseQuantity, type Thousandths } from '../quantity.ts'
import type { SiteDirectory, SiteKind } from '../site.ts'
import { type ImportColumn, importColumns } from './columns.ts'
import { DOCUMENT_DATE_FORMS, readDocumentDate } from './document-date.ts'
import { REQUISITION_NUMBER_FORM, readRequisitionNumber } from './number.ts'

/** What the import asks the outside about; the caller answers from its tables. */
export type ImportContext = {
  readonly article: (ident: string) => { readonly name: string; readonly unit: string } | undefined
  readonly sites: SiteDirectory
  readonly alreadyImported: (number: string) => boolean
}

/** What is wrong with one cell, with `expected` in a form that needs no translation. */
export type CellProblem = {
  readonly column: ImportColumn
  readonly code: ErrorCode
  readonly expected: string
  readonly found: string
}

export type ReadRow = {
  readonly number: string
  readonly date: string
  readonly warehouse: string
  readonly shop: string
  readonly ident: string
  readonly name: string
  readonly unit: string
  readonly requested: Thousandths
  readonly barcode: string | undefined
  readonly unknownArticle: boolean
}
export type RowReading =
  | { readonly kind: 'line'; readonly line: ReadRow }
  | { readonly kind: 'already_imported'; readonly number: string }
  | { readonly kind: 'bad'; readonly problems: readonly CellProblem[] }

/** More site names than this in one message help nobody. */
const MOST_NAMES = 20

/**
 * Reads one row below the header by its own content; what needs other rows is judged by the caller.
 * @param cell gives the trimmed text of a column, empty when the file does not have it.
 * @param decimal the separator the quantity column settles, if it does.
 */
export function readImportRow(
  cell: (column: ImportColumn) => string,
  decimal: DecimalSeparator | undefined,
  context: ImportContext,
): RowReading {
  const problems: CellProblem[] = []
  const refuse = (column: ImportColumn, code: ErrorCode, expected: string) => {
    const found = cell(column)
    problems.push({ column, code: found === '' ? 'import_cell_empty' : code, expected, found })
    return ''
  }
  const number =
    readRequisitionNumber(cell('number')) ??
    refuse('number', 'import_number_invalid', REQUISITION_NUMBER_FORM)
  if (number !== '' && context.alreadyImported(number)) return { kind: 'already_imported', number }

  const date = readDocumentDate(cell('date')) ?? refuse('date', 'import_date_invalid', DOCUMENT_DATE_FORMS)
  const site = (kind: SiteKind) =>
    (cell(kind) === '' ? undefined : context.sites.find(kind, cell(kind))) ??
    refuse(kind, 'import_site_unknown', context.sites.names(kind).slice(0, MOST_NAMES).join(' | '))
  const warehouse = site('warehouse')
  const shop = site('shop')
  const ident = cell('ident') || refuse('ident', 'import_cell_empty', importColumns.ident.join(' | '))
  const requested = readRequested(cell('quantity'), decimal, (code, expected) =>
    refuse('quantity', code, expected),
  )
  const article = ident === '' ? undefined : context.article(ident)
  const unit = cell('unit') || article?.unit || ''
  if (article !== undefined && unitKey(unit) !== unitKey(article.unit)) {
    refuse('unit', 'import_unit_differs', article.unit)
  }
  if (problems.length > 0) return { kind: 'bad', problems }
  const line = {
    ...{ number, date, warehouse, shop, ident, requested },
    name: article?.name ?? (cell('name') || ident),
    unit: article?.unit ?? unit,
    barcode: cell('barcode') || undefined,
    unknownArticle: article === undefined,
  }
  return { kind: 'line', line }
}

function readRequested(
  text: string,
  decimal: DecimalSeparator | undefined,
  refuse: (code: ErrorCode, expected: string) => unknown,
): Thousandths {
  const quantity = parseQuantity(text, decimal)
  if (quantity.ok && quantity.value > 0) return quantity.value
  const code = quantity.ok ? 'quantity_not_positive' : quantity.code
  if (code === 'quantity_not_positive') refuse(code, '> 0')
  else if (code === 'quantity_grouping_ambiguous') {
    refuse(code, `${text.replace('.', '')} | ${text.replace('.', ',')}`)
  } else refuse(code, '12 | 12,5 | 0,125')
  return 0
}

/** "kom.", "Kom" and "KOM" are one unit. */
function unitKey(unit: string): string {
  return unit.replaceAll('.', '').trim().toUpperCase()
}
