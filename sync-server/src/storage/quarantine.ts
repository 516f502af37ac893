import { createHash } from 'node:crypto'
import type { Write } from './store.ts'

/** A frame that was refused. */
export type RefusedFrame = {
  readonly device: string
  readonly document: string
  readonly code: string
  readonly detail: string
  /** Ids of the events found in it. */
  readonly events: readonly string[]
  readonly bytes: Uint8Array
}

/**
 * Keeps a refused frame whole, for a person to look at. The same bytes again, from a device that does not give up, are kept once.
 */
export async function quarantineFrame(tx: Write, frame: RefusedFrame): Promise<void> {
  const hash = createHash('sha256').update(`${frame.device}\n${frame.document}\n`).update(frame.bytes)
  const id = hash.digest('hex').slice(0, 32)
  const done = await tx.sql
    .insertInto('quarantine')
    .values({
      ...frame,
      id,
      at: tx.now,
      detail: frame.detail.slice(0, 500),
      events: JSON.stringify(frame.events),
      reviewed_by: null,
      reviewed_at: null,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst()
  if (Number(done.numInsertedOrUpdatedRows ?? 0) > 0) tx.changed('quarantine', id)
}
