/** The period of a report as it stands in the address: local days, yyyy-MM-dd. */
export type ReportPeriod = { readonly from?: string; readonly to?: string }

const DAY = /^\d{4}-\d{2}-\d{2}$/

/** The query of the report's address; days that are none are left out, so that a mistyped address still answers. */
export function reportQuery(
  period: { readonly [K in keyof ReportPeriod]: ReportPeriod[K] | undefined },
  more: Readonly<Record<string, string>> = {},
): string {
  const parameters = new URLSearchParams(more)
  if (period.from && DAY.test(period.from)) parameters.set('from', period.from)
  if (period.to && DAY.test(period.to)) parameters.set('to', period.to)
  const text = parameters.toString()
  return text === '' ? '' : `?${text}`
}

/** The last so many local days, today among them. */
export function lastDays(days: number, now: number, timeZone: string): Required<ReportPeriod> {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' })
  // Noon keeps a change to summer time from skipping or repeating a day.
  const [year, month, day] = format.format(now).split('-').map(Number)
  const first = new Date(Date.UTC(year ?? 1970, (month ?? 1) - 1, (day ?? 1) - days + 1, 12))
  return { from: first.toISOString().slice(0, 10), to: format.format(now) }
}
