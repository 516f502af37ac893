import type { CatalogueIndex } from '../catalogue/catalogue-index.ts'
import type { PlannedLine } from '../picking/task.ts'
import type { Thousandths } from '../quantity.ts'

/** What a screen needs to know of an article, also of one that the catalogue does not have. */
export type CodeOwner = { readonly ident: string; readonly name: string; readonly unit: string }
export type OwnedCode = { readonly article: CodeOwner; readonly factor: Thousandths }

/** Lookups over the articles of the open task only; they come before the whole catalogue. */
export type TaskIndex = {
  readonly byIdent: ReadonlyMap<string, CodeOwner>
  readonly byCode: ReadonlyMap<string, readonly OwnedCode[]>
}

/** A barcode that only the requisition names says nothing about packs, so one scan is one unit. */
const ONE_UNIT: Thousandths = 1000

/**
 * Builds the lookups of a task: the catalogue's barcodes of its articles, and the barcodes the requisition named
 * (which is all there is for an article the catalogue does not know).
 */
export function buildTaskIndex(
  lines: Iterable<Pick<PlannedLine, 'ident' | 'name' | 'unit' | 'barcodes'>>,
  catalogue: CatalogueIndex,
): TaskIndex {
  const byIdent = new Map<string, CodeOwner>()
  const byCode = new Map<string, OwnedCode[]>()
  for (const line of lines) {
    const known = catalogue.byIdent.get(line.ident)
    const article = byIdent.get(line.ident) ??
      known ?? { ident: line.ident, name: line.name, unit: line.unit }
    byIdent.set(line.ident, article)
    for (const { code, factor } of known?.barcodes ?? []) add(byCode, code.trim(), { article, factor })
    for (const code of line.barcodes) {
      const named = byCode.get(code.trim())?.some((other) => other.article.ident === article.ident)
      // The catalogue knows the factor; a requisition only names the code.
      if (named !== true) add(byCode, code.trim(), { article, factor: ONE_UNIT })
    }
  }
  return { byIdent, byCode }
}

function add(byCode: Map<string, OwnedCode[]>, code: string, match: OwnedCode): void {
  const matches = byCode.get(code) ?? []
  const repeated = matches.some(
    (other) => other.article.ident === match.article.ident && other.factor === match.factor,
  )
  if (code !== '' && !repeated) byCode.set(code, [...matches, match])
}
