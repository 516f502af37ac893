import type { ExceptionRow } from 'shared-schema/api/exceptions.ts'
import { foldText } from 'shared-schema/domain/fold-text.ts'

/** The exceptions in which every word of a search occurs: document, shop, article, location or a person's name. */
export function matchingExceptions(rows: readonly ExceptionRow[], search: string): readonly ExceptionRow[] {
  const words = foldText(search).split(' ').filter(Boolean)
  if (words.length === 0) return rows
  return rows.filter((row) => {
    const people = row.sides.map((side) => side.worker_name)
    const haystack = foldText([row.number, row.shop, row.ident, row.name, row.location, ...people].join('\n'))
    return words.every((word) => haystack.includes(word))
  })
}
