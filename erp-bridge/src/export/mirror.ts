import type { FulfilmentMirror } from 'shared-schema/api/bridge.ts'
import { changeFulfilment, countVersionsFrom, noteMirrored, unmirrored } from '../journal/fulfilments.ts'
import type { Context, StepFailure } from '../night/context.ts'
import type { FulfilmentRecord } from './fulfilment.ts'

/** The row as the server and its desk see it. */
export function toMirror(record: FulfilmentRecord): FulfilmentMirror {
  const {
    id,
    requisition,
    document,
    number,
    kind,
    type,
    state,
    approval,
    lines,
    attempts,
    failure,
    version,
  } = record
  return {
    ...{ id, requisition, document, number, kind, type, state, approval, attempts, failure, version },
    lines: [...lines],
    ac_key: record.acKey,
    created_at: record.createdAt,
    updated_at: record.updatedAt,
    confirmed_at: record.confirmedAt,
  }
}

type Mirroring = Pick<Context, 'server' | 'journal' | 'clock'>

/**
 * Shows one posting to the server and hears what people said of it: a released draft becomes ready, one nobody wants is parked.
 * @returns the posting as it is afterwards, or why the server did not answer
 */
export async function mirrorOne(
  { server, journal, clock }: Mirroring,
  record: FulfilmentRecord,
): Promise<
  | { readonly ok: true; readonly value: FulfilmentRecord }
  | { readonly ok: false; readonly failure: StepFailure }
> {
  const answer = await server.mirror(toMirror(record))
  if (!answer.ok) return answer
  await noteMirrored(journal, record.id, record.version)
  const { approved_by: approved, rejected_by: rejected, newer } = answer.value
  if (newer !== undefined) {
    // The server remembers an earlier journal. This one is what was read from the disk: it counts on from there and is shown again.
    await countVersionsFrom(journal, record.id, newer)
    return { ok: true, value: record }
  }
  if (rejected !== null && !record.parked && (record.state === 'draft' || record.state === 'rejected'))
    return { ok: true, value: await changeFulfilment(journal, record.id, { parked: true }, clock.now()) }
  if (approved !== null && (record.state === 'draft' || (record.state === 'rejected' && record.parked)))
    return {
      ok: true,
      value: await changeFulfilment(journal, record.id, { state: 'ready', parked: false }, clock.now()),
    }
  return { ok: true, value: record }
}

/** Shows everything the server has not seen. @returns the first failure; the rest waits for the next time. */
export async function mirrorChanges(context: Mirroring): Promise<StepFailure | undefined> {
  // A step that follows from an answer is shown, too; it never makes more than one further version.
  for (let round = 0; round < 3; round += 1) {
    const records = await unmirrored(context.journal)
    if (records.length === 0) return undefined
    for (const record of records) {
      const mirrored = await mirrorOne(context, record)
      if (!mirrored.ok) return mirrored.failure
    }
  }
  return undefined
}
