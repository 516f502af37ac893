import { articlesOfChunks } from '../storage/catalogue.ts'
import type { Store } from '../storage/store.ts'

/** A chunk of the catalogue as it stood at a change sequence. */
export type Chunk = { readonly id: string; readonly chunk: number; readonly seq: number }

/**
 * Makes chunks as the JSON texts that devices pull, each kept until it changes. All phones of a site ask for the same, on the first day
 * and after each new epoch; making objects of 40,000 articles for every one of them would cost seconds and hundreds of MB.
 */
export function makeChunkTexts(store: Pick<Store, 'sql'>): (chunks: readonly Chunk[]) => Promise<string[]> {
  const kept = new Map<number, { readonly seq: number; readonly text: string }>()

  async function textOf({ id, chunk, seq }: Chunk): Promise<string> {
    const known = kept.get(chunk)
    if (known?.seq === seq) return known.text
    const articles = (await articlesOfChunks(store.sql, [chunk])).get(chunk) ?? []
    const text = JSON.stringify({ id, articles, _deleted: false })
    // What was read may be newer than the sequence, which the next pull then finds out; it is never older.
    kept.set(chunk, { seq, text })
    return text
  }

  return async (chunks) => {
    const texts: string[] = []
    for (const chunk of chunks) texts.push(await textOf(chunk))
    return texts
  }
}
