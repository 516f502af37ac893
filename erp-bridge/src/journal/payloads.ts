import type { Selectable } from 'kysely'
import type { Journal } from './open-journal.ts'
import type { PayloadsTable } from './schema.ts'

export type Payload = Selectable<PayloadsTable>

/** What was handed over last of each document of a direction, by number. */
export async function readPayloads({ sql }: Journal, direction: 'out' | 'in'): Promise<Map<string, Payload>> {
  const rows = await sql.selectFrom('payloads').selectAll().where('direction', '=', direction).execute()
  return new Map(rows.map((row) => [row.number, row]))
}

export async function writePayloads({ sql }: Journal, payloads: readonly Payload[]): Promise<void> {
  await sql.transaction().execute(async (tx) => {
    for (const payload of payloads) {
      await tx
        .insertInto('payloads')
        .values(payload)
        .onConflict((conflict) => conflict.columns(['direction', 'number']).doUpdateSet(payload))
        .execute()
    }
  })
}

/** Documents that wait at the server because a site name belongs to nobody yet. */
export async function waitingDocuments({ sql }: Journal): Promise<Payload[]> {
  return sql.selectFrom('payloads').selectAll().where('waiting', '!=', '[]').orderBy('number').execute()
}

/** Forgets what was handed over: another server, or one that was put back to an earlier state, needs everything again. */
export async function forgetPayloads({ sql }: Journal): Promise<void> {
  await sql.deleteFrom('payloads').execute()
}
