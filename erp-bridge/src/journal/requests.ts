import type { Journal } from './open-journal.ts'

export type CommandRequest = {
  readonly id: string
  readonly kind: string
  readonly args: { readonly dry_run?: boolean; readonly date?: string }
}

/** Asks the bridge that runs for something. */
export async function addRequest({ sql }: Journal, request: CommandRequest, now: number): Promise<void> {
  const { id, kind, args } = request
  await sql
    .insertInto('requests')
    .values({ id, kind, args: JSON.stringify(args), at: now, run: null })
    .execute()
}

/** Takes the oldest wish nobody has begun; the run it becomes is noted with it. */
export async function takeRequest(
  { sql }: Journal,
  run: string,
): Promise<(CommandRequest & { readonly run: string }) | undefined> {
  return sql.transaction().execute(async (tx) => {
    const row = await tx
      .selectFrom('requests')
      .selectAll()
      .where('run', 'is', null)
      .orderBy('at')
      .executeTakeFirst()
    if (!row) return undefined
    await tx.updateTable('requests').set({ run }).where('id', '=', row.id).execute()
    return { run, id: row.id, kind: row.kind, args: JSON.parse(row.args) as CommandRequest['args'] }
  })
}

/** The run a wish became, once somebody has begun it. */
export async function runOfRequest({ sql }: Journal, id: string): Promise<string | undefined> {
  const row = await sql.selectFrom('requests').select('run').where('id', '=', id).executeTakeFirst()
  return row?.run ?? undefined
}
