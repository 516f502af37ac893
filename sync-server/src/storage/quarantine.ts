import { createHash } from 'node:crypto'
import type { Write } from './store.ts'

/** A device that sends garbage without end must not fill the disk on which everybody's picks are; a person has seen enough by then. */
const MOST_UNREVIEWED = 500

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
 * Keeps a refused frame whole, for a person to look at. The same bytes again, from a device that does not give up, are kept once;
 * of many different ones of a device that nobody has looked at, the first `most` are kept.
 */
export async function quarantineFrame(tx: Write, frame: RefusedFrame, most = MOST_UNREVIEWED): Promise<void> {
  const { unreviewed } = await tx.sql
    .selectFrom('quarantine')
    .select((eb) => eb.fn.countAll<number>().as('unreviewed'))
    .where('device', '=', frame.device)
    .where('reviewed_at', 'is', null)
    .executeTakeFirstOrThrow()
  if (Number(unreviewed) >= most) return
  const hash = createHash('sha256').update(`${frame.device}\n${frame.document}\n`).update(frame.bytes)
  const id = hash.digest('hex').slice(0, 32)
  const done = await tx.sql
    .insertInto('quarantine')
    .values({
      ...frame,
      id,
      at: tx.now,
      // It may quote the frame, and Postgres cuts a text at its first zero byte.
      detail: frame.detail.slice(0, 500).replaceAll('\0', '\uFFFD'),
      events: JSON.stringify(frame.events),
      reviewed_by: null,
      reviewed_at: null,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst()
  if (Number(done.numInsertedOrUpdatedRows ?? 0) > 0) tx.changed('quarantine', id)
}
