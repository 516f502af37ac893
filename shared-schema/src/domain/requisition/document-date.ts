/** The forms of a date a file may use, for people who have to correct one. */
export const DOCUMENT_DATE_FORMS = 'dd.MM.yyyy | yyyy-MM-dd | dd/MM/yyyy'

const DAY_FIRST = /^(\d{1,2})([./])(\d{1,2})\2(\d{4})\.?$/
const ISO = /^(\d{4})-(\d{2})-(\d{2})$/

/**
 * Reads dd.MM.yyyy (also with the full stop that Serbian writes at the end), dd/MM/yyyy or yyyy-MM-dd.
 * @returns `yyyy-MM-dd`, or `undefined` when it has another form or there is no such day.
 */
export function readDocumentDate(text: string): string | undefined {
  const trimmed = text.trim()
  const dayFirst = DAY_FIRST.exec(trimmed)
  if (dayFirst !== null) return existing(dayFirst[4] ?? '', dayFirst[3] ?? '', dayFirst[1] ?? '')
  const iso = ISO.exec(trimmed)
  return iso === null ? undefined : existing(iso[1] ?? '', iso[2] ?? '', iso[3] ?? '')
}

function existing(year: string, month: string, day: string): string | undefined {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? text : undefined
}
