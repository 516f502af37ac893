/** Work documents as their stored bytes tell them; only committed events are in them. */
export type WorkDocuments = {
  /** Encoded state vector of a task's document; that of an empty document when nothing was written yet. */
  readonly stateVector: (task: string) => Promise<Uint8Array>
  /** Update with what a replica of this state vector lacks. An unreadable vector is taken as empty: the whole document. */
  readonly diff: (task: string, stateVector: Uint8Array) => Promise<Uint8Array>
}
