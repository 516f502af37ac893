import type { StorageFailure } from './device-log-port.ts'

/** What the browser threw, as an expected failure. Programming errors (a key of the wrong kind) stay exceptions. */
export function storageFailure(error: unknown): StorageFailure {
  if (!(error instanceof DOMException) && !isEventLike(error)) throw error
  return { code: 'storage_failed', detail: `${error.name}: ${error.message}` }
}

/** fake-indexeddb and old WebViews throw errors that only look like a DOMException. */
function isEventLike(error: unknown): error is Error {
  return error instanceof Error && /^(\w+Error)$/.test(error.name) && !bugs.has(error.name)
}
const bugs = new Set(['TypeError', 'RangeError', 'ReferenceError', 'SyntaxError', 'Error'])
