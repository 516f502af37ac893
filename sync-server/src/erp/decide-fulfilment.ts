import { type Refused, refuse } from '../refusal.ts'
import { writeAudit } from '../storage/audit.ts'
import { placeOrder } from '../storage/bridge-orders.ts'
import {
  approveFulfilment,
  type Fulfilment,
  findFulfilment,
  rejectFulfilment,
} from '../storage/fulfilments.ts'
import type { Write } from '../storage/store.ts'

type Decided = { readonly ok: true; readonly value: Fulfilment } | Refused

/**
 * Lets a posting go as it was looked at, and tells the bridge. Failures: `not_found`, `fulfilment_stale` when its content is another by now,
 * `conflict` when it is under way or through.
 */
export async function approve(tx: Write, id: string, version: number, by: string): Promise<Decided> {
  const found = await decidable(tx, id, version)
  if (!found.ok) return found
  if (found.value.approved_by !== null) return found
  await approveFulfilment(tx, id, by)
  await placeOrder(tx, { kind: 'post', args: { fulfilment: id, document: found.value.document }, by })
  await writeAudit(tx, { action: 'fulfilment_approved', actor: by, subject: id, detail: { version } })
  return again(tx, id)
}

/** Keeps a posting back. Failures: as of `approve`, and `conflict` when somebody has let it go. */
export async function reject(
  tx: Write,
  id: string,
  { version, note, by }: { readonly version: number; readonly note: string; readonly by: string },
): Promise<Decided> {
  const found = await decidable(tx, id, version)
  if (!found.ok) return found
  // The bridge may have heard the word already, and the posting be on its way.
  if (found.value.state === 'draft' && found.value.approved_by !== null)
    return refuse('conflict', 'Somebody has let the posting go; what it books can be corrected afterwards.')
  await rejectFulfilment(tx, id, by, note)
  await writeAudit(tx, { action: 'fulfilment_rejected', actor: by, subject: id, detail: { version, note } })
  return again(tx, id)
}

async function decidable(tx: Write, id: string, version: number): Promise<Decided> {
  const found = await findFulfilment(tx.sql, id)
  if (!found) return refuse('not_found', 'There is no such posting.')
  // What may be in the ERP already can be corrected, not held back.
  if (found.state !== 'draft' && found.state !== 'rejected')
    return refuse('conflict', `The posting is ${found.state}.`)
  if (found.version !== version) {
    return refuse('fulfilment_stale', 'The posting was changed since; look again before deciding.', {
      details: [{ seen: version, now: found.version }],
    })
  }
  return { ok: true, value: found }
}

async function again(tx: Write, id: string): Promise<Decided> {
  const found = await findFulfilment(tx.sql, id)
  return found ? { ok: true, value: found } : refuse('not_found', 'There is no such posting.')
}
