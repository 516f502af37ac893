/** Hears the committed updates of one document. */
export type DocumentListener = (update: Uint8Array) => void

/**
 * Who listens to which document. The ingest calls `broadcast` after the commit and never before, so nobody sees an
 * event that a crash could take back (SPEC SY-09).
 */
export type Hub = {
  /** @returns how to stop listening */
  readonly listen: (task: string, listener: DocumentListener, origin: object) => () => void
  /** Hands a committed update to everybody on the document but its origin. */
  readonly broadcast: (task: string, update: Uint8Array, origin?: object) => void
}

/** Makes an empty hub. */
export function makeHub(): Hub {
  const documents = new Map<string, Map<object, DocumentListener>>()
  return {
    listen: (task, listener, origin) => {
      const listeners = documents.get(task) ?? new Map<object, DocumentListener>()
      documents.set(task, listeners)
      listeners.set(origin, listener)
      return () => {
        if (listeners.get(origin) !== listener) return
        listeners.delete(origin)
        if (listeners.size === 0 && documents.get(task) === listeners) documents.delete(task)
      }
    },
    broadcast: (task, update, origin) => {
      for (const [listening, listener] of documents.get(task) ?? []) {
        if (listening !== origin) listener(update)
      }
    },
  }
}
