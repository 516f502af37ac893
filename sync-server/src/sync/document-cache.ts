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

export type DocumentCache = WorkDocuments & {
  /** To be called after each commit, in commit order, with what it added to a document. */
  readonly committed: (task: string, structs: readonly WorkStruct[]) => void
}

/** Keeps the documents in use as their bytes: no live Y.Doc, so an idle document costs nothing. */
export function makeDocumentCache(store: Store, maxBytes = MAX_BYTES): DocumentCache {
  const documents = new Map<string, WorkDocument>()
  /** Documents being read, with what was committed meanwhile: the read may or may not have seen it. */
  const loading = new Map<string, { done: Promise<WorkDocument>; late: WorkStruct[] }>()
  let bytes = 0

  async function load(task: string, late: WorkStruct[]): Promise<WorkDocument> {
    try {
      const document = await readDocument(store.sql, task)
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
    const late: WorkStruct[] = []
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
      addStructs(document, structs)
      bytes += document.bytes - before
      evict()
    },
  }
}
