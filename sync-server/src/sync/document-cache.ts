import { decodeStateVector, encodeStateVector } from 'shared-schema/documents/state-vector.ts'
import {
  addStructs,
  differenceTo,
  stateVectorOf,
  type WorkDocument,
} from 'shared-schema/documents/work-document.ts'
import type { WorkStruct } from 'shared-schema/documents/work-document-grammar.ts'
import { readDocument } from '../storage/document-rows.ts'
import type { Store } from '../storage/store.ts'
import type { WorkDocuments } from './documents-port.ts'

/** Documents nobody asked for lately leave the memory above this, bytes of structs. */
const MAX_BYTES = 64 * 1024 * 1024

export type CommittedStruct = Pick<WorkStruct, 'client' | 'clock' | 'encoded'>

export type DocumentCache = WorkDocuments & {
  /**
   * To be called after each commit with what it added to a document. Commits of another process may come later than own ones that
   * continue them; a document with such a gap is forgotten and read again.
   */
  readonly committed: (task: string, structs: readonly CommittedStruct[]) => void
}

/** Whether the structs leave no gap in the document's clocks. */
function continues({ runs }: WorkDocument, structs: readonly CommittedStruct[]): boolean {
  const next = new Map<number, number>()
  return structs.every(({ client, clock }) => {
    const expected = next.get(client) ?? runs.get(client)?.length ?? 0
    next.set(client, Math.max(expected, clock + 1))
    return clock <= expected
  })
}

/** Keeps the documents in use as their bytes: no live Y.Doc, so an idle document costs nothing. */
export function makeDocumentCache(store: Store, maxBytes = MAX_BYTES): DocumentCache {
  const documents = new Map<string, WorkDocument>()
  /** Documents being read, with what was committed meanwhile: the read may or may not have seen it. */
  const loading = new Map<string, { done: Promise<WorkDocument>; late: CommittedStruct[] }>()
  let bytes = 0

  async function load(task: string, late: CommittedStruct[]): Promise<WorkDocument> {
    try {
      let document = await readDocument(store.sql, task)
      // What came meanwhile is committed, so a second reading holds it and whatever it continues.
      while (!continues(document, late)) {
        late.length = 0
        document = await readDocument(store.sql, task)
      }
      addStructs(document, late)
      documents.set(task, document)
      bytes += document.bytes
      return document
    } finally {
      loading.delete(task)
    }
  }

  function evict(): void {
    for (const [task, document] of documents) {
      if (bytes <= maxBytes || documents.size === 1) return
      documents.delete(task)
      bytes -= document.bytes
    }
  }

  async function get(task: string): Promise<WorkDocument> {
    const cached = documents.get(task)
    if (cached !== undefined) {
      // The latest used goes to the end: the first in the map is the next to leave.
      documents.delete(task)
      documents.set(task, cached)
      return cached
    }
    const under = loading.get(task)
    if (under !== undefined) return under.done
    const late: CommittedStruct[] = []
    const done = load(task, late)
    loading.set(task, { done, late })
    const document = await done
    evict()
    return document
  }

  return {
    stateVector: async (task) => encodeStateVector(stateVectorOf(await get(task))),
    diff: async (task, stateVector) =>
      differenceTo(await get(task), decodeStateVector(stateVector) ?? new Map()),
    committed: (task, structs) => {
      loading.get(task)?.late.push(...structs)
      const document = documents.get(task)
      if (document === undefined) return
      const before = document.bytes
      if (!continues(document, structs)) {
        documents.delete(task)
        bytes -= before
        return
      }
      addStructs(document, structs)
      bytes += document.bytes - before
      evict()
    },
  }
}
