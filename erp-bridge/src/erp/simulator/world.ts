/** What the simulated ERP holds. Quantities in thousandths, times in ms since 1970. */
export type SimArticle = {
  readonly ident: string
  readonly name: string
  readonly unit: string
  readonly active: boolean
  readonly barcodes: readonly string[]
  readonly supplier: string
  readonly group: string
  readonly changedAt: number
}
export type SimSubject = {
  readonly id: number
  readonly name: string
  readonly city: string
  readonly address: string
  readonly warehouse?: string
  readonly buyer: boolean
  readonly supplier: boolean
}
export type SimLine = {
  readonly pos: number
  readonly ident: string
  readonly name: string
  readonly qty: number
  readonly unit: string
}
export type SimDocument = {
  /** YY-TTTT-NNNNNN */
  readonly number: string
  readonly type: string
  readonly direction: 'out' | 'in'
  /** yyyy-MM-dd */
  readonly date: string
  readonly site: string
  readonly partner: string
  readonly person?: string
  readonly status: string
  readonly note?: string
  readonly lines: readonly SimLine[]
  readonly changedAt: number
}
export type SimBooking = {
  readonly acKey: string
  /** The searchable field. */
  readonly acDoc1: string
  readonly type: string
  readonly date: string
  readonly issuer: string
  readonly receiver: string
  readonly status: string
  readonly note: string
  readonly lines: readonly SimLine[]
  readonly at: number
}
/** A document type and what a booking of it does to our stock. */
export type SimDocType = { readonly type: string; readonly name: string; readonly effect: -1 | 0 | 1 }

/** Behaviour that has surprised people at real sites. */
export type Traps = {
  /** Idents like 00013. */
  readonly leadingZeros: boolean
  /** Site names with trailing blanks and case drift. */
  readonly siteDrift: boolean
  /** Receivers that no warehouse system has heard of. */
  readonly unknownSites: boolean
  /** Two lines of one document with the same article. */
  readonly repeatedIdents: boolean
  /** Lines whose article the catalogue does not hold. */
  readonly unknownArticles: boolean
  /** Dates now with a blank, now with a T. */
  readonly mixedDates: boolean
  /** A change filter looks at the day only. */
  readonly dayFilter: boolean
  /** The login answers in the other form. */
  readonly statusLogin: boolean
  /** The articles go by their older method name. */
  readonly oldMethodName: boolean
}

export const allTraps: Traps = {
  leadingZeros: true,
  siteDrift: true,
  unknownSites: true,
  repeatedIdents: true,
  unknownArticles: true,
  mixedDates: true,
  dayFilter: true,
  statusLogin: true,
  oldMethodName: true,
}
export const noTraps: Traps = {
  leadingZeros: false,
  siteDrift: false,
  unknownSites: false,
  repeatedIdents: false,
  unknownArticles: false,
  mixedDates: false,
  dayFilter: false,
  statusLogin: false,
  oldMethodName: false,
}

export const OUT_TYPES = ['20AT', '20CT', '20ET', '209T', '200R'] as const
export const IN_TYPES = ['20B0', '20B1', '20B2', '20B3', '20B4', '20B5', '20P0', '20P1'] as const
export const docTypes: readonly SimDocType[] = [
  ...OUT_TYPES.map((type): SimDocType => ({ type, name: 'Trebovanje', effect: -1 })),
  ...IN_TYPES.map((type): SimDocType => ({ type, name: 'Najava prijema', effect: 1 })),
  { type: '3010', name: 'Otpremnica', effect: -1 },
  { type: '3019', name: 'Storno otpremnice', effect: 1 },
  { type: '1010', name: 'Prijemnica', effect: 1 },
  { type: '1019', name: 'Storno prijemnice', effect: -1 },
]
/** Local time of the simulated ERP, as its database writes it. */
export function localText(at: number): string {
  return formatter.format(at).replace(',', '')
}
const formatter = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Belgrade',
  ...{
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  },
})
