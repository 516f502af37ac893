import type { actOnDifference as actBody } from 'shared-schema/api/reconciliation.ts'
import {
  actionsOf,
  type DifferenceAction,
  type DifferenceClass,
  noteRequired,
} from 'shared-schema/domain/reconciliation/difference.ts'
import type * as z from 'zod'
import { type Refused, refuse } from '../refusal.ts'
import { writeAudit } from '../storage/audit.ts'
import { placeOrder } from '../storage/bridge-orders.ts'
import {
  addHistory,
  type DifferenceRecord,
  decideDifference,
  findDifference,
} from '../storage/differences.ts'
import { approveFulfilment, listFulfilments } from '../storage/fulfilments.ts'
import { findAccount } from '../storage/people.ts'
import type { Write } from '../storage/store.ts'
import { backOrder } from './back-order.ts'

type Asked = z.infer<typeof actBody>
type Done = { readonly ok: true; readonly value: undefined } | Refused
const DONE = { ok: true, value: undefined } as const

/**
 * What a person does about a difference. Failures: `not_found`; `difference_stale` when the figures are others by now; `reason_required` for an
 * action that needs a note; `action_unfit` when it does not settle such a difference or has nothing to act on.
 */
export async function actOnDifference(tx: Write, id: string, asked: Asked, by: string): Promise<Done> {
  const found = await findDifference(tx.sql, id)
  if (!found) return refuse('not_found', 'There is no such difference.')
  const { action, note = '', seen_at } = asked
  if (seen_at < found.figures_at) {
    return refuse('difference_stale', 'The figures changed since; look again before acting.', {
      details: [{ seen_at, figures_at: found.figures_at }],
    })
  }
  if (noteRequired.has(action) && note === '')
    return refuse('reason_required', 'Whoever reads the history must see why.', {
      details: [{ place: 'body.note' }],
    })
  const steers = action === 'assign_owner' || action === 'note'
  const settles = actionsOf[found.class as DifferenceClass].includes(action)
  if (!steers && (!settles || found.state === 'settled'))
    return refuse('action_unfit', `${action} does not settle ${found.class} that is ${found.state}.`)
  const acted = steers ? await steer(tx, found, asked, by) : await settle(tx, found, action, by)
  if (!acted.ok) return acted
  await addHistory(tx, { difference: id, what: action, by, note: note === '' ? null : note })
  const detail = { action, note, key: found.key, ...(asked.owner !== undefined && { owner: asked.owner }) }
  await writeAudit(tx, { action: 'difference_decided', actor: by, subject: id, detail })
  return DONE
}

/** Who looks after it, and what is said about it: neither settles anything. */
async function steer(
  tx: Write,
  { id }: DifferenceRecord,
  { action, owner: asked }: Asked,
  by: string,
): Promise<Done> {
  if (action !== 'assign_owner') {
    await decideDifference(tx, id, {})
    return DONE
  }
  const owner = await findAccount(tx.sql, asked ?? by)
  if (!owner?.active) return refuse('not_found', 'There is no such person, or the account is closed.')
  await decideDifference(tx, id, { owner: owner.id })
  return DONE
}

async function settle(
  tx: Write,
  found: DifferenceRecord,
  action: DifferenceAction,
  by: string,
): Promise<Done> {
  const { document } = found
  if (action === 'post' || action === 'correct') {
    if (document === null) return refuse('action_unfit', 'The difference is about no document.')
    if (action === 'post') await letGo(tx, document, by)
    await placeOrder(tx, { kind: action, args: { document }, by })
  }
  if (action === 'back_order') {
    const given = await backOrder(tx, found, by)
    if (!given.ok) return given
  }
  await decideDifference(tx, found.id, { action, state: action === 'accept' ? 'settled' : 'decided' })
  return DONE
}

/** Whoever says "post it" has also let go what waited for that word. */
async function letGo(tx: Write, document: string, by: string): Promise<void> {
  const { items } = await listFulfilments(tx.sql, { document, waiting: true, offset: 0, limit: 100 })
  for (const { id, version } of items) {
    await approveFulfilment(tx, id, by)
    await writeAudit(tx, { action: 'fulfilment_approved', actor: by, subject: id, detail: { version } })
  }
}
