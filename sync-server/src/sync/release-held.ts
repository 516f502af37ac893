import { may } from 'shared-schema/domain/people.ts'
import { readEventShape } from 'shared-schema/domain/picking/event-shape.ts'
import { personsOnDevice } from '../storage/devices.ts'
import { type HeldEvent, heldEvents, judgeHeld } from '../storage/event-log.ts'
import { findAccount } from '../storage/people.ts'
import { type Batch, lineAndQuantity } from './batch.ts'
import { permissionFor } from './judge-event.ts'

/**
 * Which held events may have become clear: those of a person who has now logged in on a device, those of a device that is no longer
 * revoked, or those an older server did not know.
 */
export type Release =
  | { readonly because: 'login'; readonly device: string; readonly person: string }
  | { readonly because: 'enrolment'; readonly device: string }
  | { readonly because: 'upgrade' }

/** Applies the held events whose reason is gone (SPEC SY-12, SY-13). */
export async function releaseHeld(batch: Batch, release: Release): Promise<void> {
  // Events that are held by an earlier frame of this batch wait for the same login.
  await batch.flush()
  const { sql } = batch.tx
  for (const held of await heldEvents(sql, whichOf(release))) await judgeAgain(batch, held)
}

function whichOf(release: Release): Parameters<typeof heldEvents>[1] {
  if (release.because === 'upgrade') return { reason: 'event_newer' }
  const { device } = release
  return release.because === 'login'
    ? { reason: 'author_not_on_device', device, by: release.person }
    : { reason: 'device_revoked', device }
}

async function judgeAgain(batch: Batch, held: HeldEvent): Promise<void> {
  const { tx } = batch
  const shape = readEventShape(JSON.parse(held.body) as Record<string, unknown>)
  if (shape.kind !== 'event') {
    await judgeHeld(tx, held.seq, { status: 'held', held_reason: 'event_newer' })
    return
  }
  const person = await findAccount(tx.sql, held.by)
  const onDevice = (await personsOnDevice(tx.sql, held.device)).includes(held.by)
  const needed = permissionFor(shape.event)
  const columns = lineAndQuantity(shape.event)
  if (person === undefined || !onDevice) {
    await judgeHeld(tx, held.seq, { status: 'held', held_reason: 'author_not_on_device', ...columns })
  } else if (needed !== undefined && !may(person.role, needed)) {
    // It was accepted into the document before its author was known, so it stays, and it never takes effect.
    await judgeHeld(tx, held.seq, { status: 'held', held_reason: 'author_forbidden', ...columns })
  } else {
    await judgeHeld(tx, held.seq, { status: 'accepted', held_reason: null, ...columns })
  }
  batch.touch(held.task)
}
