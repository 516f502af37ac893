import type { Kysely } from 'kysely'
import type { Schema } from './schema.ts'
import type { Write } from './store.ts'

/** What is written down for good beside the picks. */
export type AuditAction =
  | 'login'
  | 'login_failed'
  | 'logout'
  | 'refresh_reused'
  | 'device_enrolled'
  | 'device_recovered'
  | 'device_revoked'
  | 'events_brought'
  | 'enrolment_created'
  | 'import'
  | 'requisition_created'
  | 'requisition_closed'
  | 'requisition_cancelled'
  | 'task_assigned'
  | 'task_reassigned'
  | 'task_cancelled'
  | 'task_completed'
  | 'corrected'
  | 'accepted'
  | 'quarantine_reviewed'
  | 'settings_changed'
  | 'person_created'
  | 'person_changed'
  | 'erp_sync'
  | 'site_mapped'
  | 'fulfilment_approved'
  | 'fulfilment_rejected'
  | 'difference_decided'

export type AuditEntry = {
  readonly action: AuditAction
  readonly actor?: string | undefined
  readonly device?: string | undefined
  /** Id of what it was done to. */
  readonly subject?: string | undefined
  /** Never a secret. */
  readonly detail?: Readonly<Record<string, unknown>>
}

export async function writeAudit(tx: Write, entry: AuditEntry): Promise<void> {
  await tx.sql
    .insertInto('audit')
    .values({
      at: tx.now,
      actor: entry.actor ?? null,
      device: entry.device ?? null,
      action: entry.action,
      subject: entry.subject ?? null,
      detail: JSON.stringify(entry.detail ?? {}),
    })
    .execute()
}

export type AuditRecord = {
  readonly seq: number
  readonly at: number
  readonly actor: string | null
  readonly actor_name: string | null
  readonly device: string | null
  readonly action: string
  readonly subject: string | null
  readonly detail: Record<string, unknown>
}

/** Newest first. @param before only rows below this sequence */
export async function listAudit(
  sql: Kysely<Schema>,
  filter: { readonly before?: number | undefined; readonly offset: number; readonly limit: number },
): Promise<{ items: AuditRecord[]; total: number }> {
  const { before, offset, limit } = filter
  const rows = await sql
    .selectFrom('audit')
    .leftJoin('people', 'people.id', 'audit.actor')
    .select(['seq', 'at', 'actor', 'people.name as actor_name', 'device', 'action', 'subject', 'detail'])
    .$if(before !== undefined, (query) => query.where('seq', '<', before ?? 0))
    .orderBy('seq', 'desc')
    .offset(offset)
    .limit(limit)
    .execute()
  const { total } = await sql
    .selectFrom('audit')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return {
    items: rows.map((row) => ({ ...row, detail: JSON.parse(row.detail) as Record<string, unknown> })),
    total: Number(total),
  }
}
