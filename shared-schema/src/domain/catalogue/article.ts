import type { Thousandths } from '../quantity.ts'

/** A code printed on an article or on a pack of it. */
export type ArticleBarcode = {
  readonly code: string
  /** What one scan stands for, in thousandths of the base unit: 1000 for a piece, 12000 for a box of 12 KOM. */
  readonly factor: Thousandths
}

/** An article of the ERP's catalogue. The server is its only author. */
export type Article = {
  /** Text, never a number: leading zeros matter. */
  readonly ident: string
  readonly name: string
  readonly unit: string
  readonly active: boolean
  readonly barcodes: readonly ArticleBarcode[]
  readonly location?: string | undefined
}

/** About 1,000 articles in one record: 50,000 single records would take 19 s to store on a handheld. */
export type ArticleChunk = { readonly id: string; readonly articles: readonly Article[] }
