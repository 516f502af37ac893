import type { Difference } from 'shared-schema/api/reconciliation.ts'
import { formatQuantity } from 'shared-schema/domain/quantity.ts'
import { differenceClasses } from 'shared-schema/domain/reconciliation/difference.ts'
import { erpFileTexts } from 'shared-schema/messages/erp-files.ts'
import type { RunView } from '../erp/view-differences.ts'
import { dayText, momentText } from '../routes/csv.ts'
import { reasonText } from '../routes/differences-csv.ts'

/** Everything a report says; plain data, for it is laid out in a thread of its own. */
export type NightReport = {
  readonly run: RunView
  readonly differences: readonly Difference[]
  readonly lang: 'sr' | 'en'
  /** IANA name */
  readonly timeZone: string
  readonly company: string
}

type Cell = Readonly<Record<string, unknown>>
const GREY = '#5b6570'
const RULE = '#c9d0d6'
const SHADE = '#eef2f4'

/** The report of a night as a document of pdfmake: A4 across, what was compared, then a table for each class. */
export function reportDocument(report: NightReport): object {
  const { run, differences, lang, timeZone, company } = report
  const texts = erpFileTexts[lang]
  const ofClass = Map.groupBy(differences, (each) => each.class)
  return {
    ...{ pageSize: 'A4', pageOrientation: 'landscape', pageMargins: [36, 36, 36, 44] },
    info: { title: `${texts.reportTitle} ${run.date}`, author: company },
    defaultStyle: { font: 'Roboto', fontSize: 9, lineHeight: 1.15 },
    footer: (page: number, of: number) => ({
      columns: [
        { text: company, color: GREY },
        { text: texts.page(String(page), String(of)), alignment: 'right', color: GREY },
      ],
      ...{ margin: [36, 14, 36, 0], fontSize: 8 },
    }),
    content: [
      { text: company, color: GREY },
      { text: texts.reportTitle, fontSize: 18, bold: true, margin: [0, 2, 0, 2] },
      `${texts.nightOf(dayText(run.date, lang))} · ${texts.comparedAt(momentText(run.at, lang, timeZone))}`,
      ...(run.dry_run ? [{ text: texts.dryRun, bold: true, margin: [0, 4, 0, 0] }] : []),
      comparedTable(report),
      ...(differences.length === 0
        ? [{ text: texts.nothing, fontSize: 12, margin: [0, 14, 0, 0] }]
        : differenceClasses.flatMap((kind) => classSection(ofClass.get(kind) ?? [], report))),
    ],
  }
}

/** Two rows of figures: what was compared, and what came of it. */
function comparedTable({ run, differences, lang }: NightReport): object {
  const texts = erpFileTexts[lang]
  const figures: readonly (readonly [string, number])[] = [
    [texts.comparedDocuments, run.compared.documents],
    [texts.comparedLines, run.compared.lines],
    [texts.comparedArticles, run.compared.articles],
    [texts.comparedFulfilments, run.compared.fulfilments],
    [texts.comparedBookings, run.compared.bookings],
    [texts.found, differences.length],
    [texts.opened, run.opened],
    [texts.settled, run.settled],
    [texts.stillOpen, run.still_open],
  ]
  return {
    ...{ margin: [0, 12, 0, 6], layout: 'noBorders' },
    table: {
      widths: figures.map(() => '*'),
      body: [
        figures.map(([, value]) => ({
          text: String(value),
          fontSize: 14,
          bold: true,
          fillColor: SHADE,
          margin: [4, 4, 0, 0],
        })),
        figures.map(([name]) => ({
          text: name,
          fontSize: 8,
          color: GREY,
          fillColor: SHADE,
          margin: [4, 0, 0, 4],
        })),
      ],
    },
  }
}

type Column = {
  readonly header: string
  readonly width: number | 'auto' | '*'
  readonly cell: (row: Difference) => string
  readonly figure?: true
}

function classSection(rows: readonly Difference[], { lang }: NightReport): object[] {
  const [first] = rows
  if (first === undefined) return []
  const texts = erpFileTexts[lang]
  const columns = columnsOf(rows, lang)
  const cell = (column: Column, text: string, more: Cell = {}) => ({
    ...{ text, ...(column.figure && { alignment: 'right' }), ...more },
  })
  return [
    {
      text: [
        { text: texts.classes[first.class], bold: true },
        { text: `   ${rows.length}`, color: GREY },
      ],
      ...{ fontSize: 12, margin: [0, 12, 0, 4], headlineLevel: 1 },
    },
    {
      table: {
        ...{ headerRows: 1, keepWithHeaderRows: 1, dontBreakRows: true },
        widths: columns.map((column) => column.width),
        body: [
          columns.map((column) =>
            cell(column, column.header, { color: GREY, fontSize: 8, fillColor: SHADE }),
          ),
          ...rows.map((row) => columns.map((column) => cell(column, column.cell(row)))),
        ],
      },
      layout: {
        ...{ hLineWidth: () => 0.5, vLineWidth: () => 0, hLineColor: () => RULE },
        ...{ paddingTop: () => 3, paddingBottom: () => 2 },
      },
    },
  ]
}

/** Only columns that some row of the class fills: a drift of stock has no document, a posting no stock. */
function columnsOf(rows: readonly Difference[], lang: 'sr' | 'en'): Column[] {
  const texts = erpFileTexts[lang]
  const figure = (value: number | null) => (value === null ? '' : formatQuantity(value, lang))
  const all: Column[] = [
    { header: texts.document, width: 'auto', cell: (row) => row.document ?? '' },
    {
      header: texts.pos,
      width: 'auto',
      cell: (row) => (row.pos === null ? '' : String(row.pos)),
      figure: true,
    },
    { header: texts.ident, width: 'auto', cell: (row) => row.ident ?? '' },
    { header: texts.article, width: '*', cell: (row) => row.name ?? '' },
    { header: texts.site, width: 'auto', cell: (row) => row.site ?? '' },
    { header: texts.requested, width: 'auto', cell: (row) => figure(row.requested), figure: true },
    { header: texts.erpRequested, width: 'auto', cell: (row) => figure(row.erp_requested), figure: true },
    { header: texts.picked, width: 'auto', cell: (row) => figure(row.picked), figure: true },
    { header: texts.posted, width: 'auto', cell: (row) => figure(row.posted), figure: true },
    { header: texts.stockOurs, width: 'auto', cell: (row) => figure(row.stock_ours), figure: true },
    { header: texts.stockErp, width: 'auto', cell: (row) => figure(row.stock_erp), figure: true },
    { header: texts.unit, width: 'auto', cell: (row) => row.unit ?? '' },
    { header: texts.reason, width: 'auto', cell: (row) => reasonText(row.reason, lang) },
    { header: texts.owner, width: 'auto', cell: (row) => row.owner_name ?? '' },
    { header: texts.state, width: 'auto', cell: (row) => stateText(row, lang) },
    { header: texts.nights, width: 'auto', cell: (row) => String(row.nights), figure: true },
  ]
  return all.filter((column) => rows.some((row) => column.cell(row) !== ''))
}

function stateText({ state, action }: Difference, lang: 'sr' | 'en'): string {
  const { states, actions } = erpFileTexts[lang]
  return action === null ? states[state] : `${states[state]}: ${actions[action]}`
}
