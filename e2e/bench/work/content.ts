import { createHash } from 'node:crypto'
import { parseStoredUpdate, type WorkStruct } from 'shared-schema/documents/work-document-grammar.ts'

/**
 * What a set of documents holds, as one number that does not depend on the order in which it was told: every struct with its document, place
 * and bytes. Two sides agree if and only if they hold the same events, each once.
 */
export type Content = {
  /** Adds an update of a document; structs added before count once. @throws when the bytes are no update of events only */
  readonly add: (task: string, update: Uint8Array) => void
  readonly structs: () => number
  readonly digest: () => string
}

export function makeContent(): Content {
  const seen = new Set<string>()
  const sum = new Uint8Array(32)
  return {
    add: (task, update) => {
      for (const struct of structsOf(update)) {
        const place = `${task}/${struct.client}/${struct.clock}`
        if (seen.has(place)) continue
        seen.add(place)
        const hash = createHash('sha256').update(place).update(struct.encoded).digest()
        // Exclusive or: the order of the documents does not matter, and no struct is added twice.
        for (let index = 0; index < sum.length; index++) sum[index] = (sum[index] ?? 0) ^ (hash[index] ?? 0)
      }
    },
    structs: () => seen.size,
    digest: () => Buffer.from(sum).toString('hex'),
  }
}

/** @throws when the bytes are no update of events only */
export function structsOf(update: Uint8Array): readonly WorkStruct[] {
  const parsed = parseStoredUpdate(update)
  if (!parsed.ok) throw new Error(`not an update of work events: ${parsed.detail} at ${parsed.offset}`)
  return parsed.structs
}
