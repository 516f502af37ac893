const PARTS = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2}))?)?/

/**
 * A time of the ERP some ms earlier. The text is local time of the ERP without a zone, so it is reckoned with as it stands.
 * @param text `YYYY-MM-DD HH:MM:SS`, ISO, or a day alone
 * @returns `YYYY-MM-DD HH:MM:SS`; undefined for text that is no time, which means reading everything
 */
export function olderBy(text: string, ms: number): string | undefined {
  const parts = PARTS.exec(text)
  if (!parts) return undefined
  const [, year, month, day, hour = '0', minute = '0', second = '0'] = parts
  const at = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
  )
  return new Date(at - ms).toISOString().slice(0, 19).replace('T', ' ')
}
