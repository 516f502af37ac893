import type { Kysely } from 'kysely'
import type { VariableMeasureTemplate } from 'shared-schema/domain/barcode/variable-measure.ts'
import type { Schema } from './schema.ts'
import type { Write } from './store.ts'

export type Shift = { readonly name: string; readonly from: string; readonly to: string }

/** What is decided once for the site. Keys are those of the settings table. */
export type SiteSettings = {
  readonly company: string
  readonly warehouse: string
  readonly scan_location: boolean
  readonly propose_quantity: boolean
  readonly scan_prefix: string
  readonly scan_suffix: string
  readonly variable_measure: readonly VariableMeasureTemplate[]
  /** The TV shows no names. */
  readonly names_hidden: boolean
  /** Local times `HH:MM`; shifts may overlap. */
  readonly shifts: readonly Shift[]
}

const defaults: SiteSettings = {
  company: '',
  warehouse: '',
  scan_location: false,
  propose_quantity: false,
  scan_prefix: '',
  scan_suffix: '',
  variable_measure: [],
  names_hidden: false,
  shifts: [
    { name: 'A', from: '08:00', to: '15:00' },
    { name: 'B', from: '12:00', to: '19:00' },
  ],
}

export async function readSettings(sql: Kysely<Schema>): Promise<SiteSettings> {
  const rows = await sql.selectFrom('settings').select(['key', 'value']).execute()
  const stored = Object.fromEntries(rows.map((row) => [row.key, JSON.parse(row.value) as unknown]))
  return { ...defaults, ...stored }
}

/** The sequence of the latest change of any setting; 0 when none was ever set. */
export async function settingsSeq(sql: Kysely<Schema>): Promise<number> {
  const row = await sql
    .selectFrom('settings')
    .select((eb) => eb.fn.max('change_seq').as('seq'))
    .executeTakeFirst()
  return Number(row?.seq ?? 0)
}

export async function writeSettings(tx: Write, change: Partial<SiteSettings>): Promise<void> {
  for (const [key, value] of Object.entries(change)) {
    if (value === undefined) continue
    const row = { value: JSON.stringify(value), change_seq: tx.seq }
    await tx.sql
      .insertInto('settings')
      .values({ key, ...row })
      .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
      .execute()
    tx.changed('settings', key)
  }
}

/** A single value of the server itself, such as the secret of the access tokens. */
export async function readMeta(sql: Kysely<Schema>, key: string): Promise<string | undefined> {
  const row = await sql.selectFrom('meta').select('value').where('key', '=', key).executeTakeFirst()
  return row?.value
}

/** Stores a value unless there is one already; returns the one that stands. */
export async function keepMeta(tx: Write, key: string, value: string): Promise<string> {
  await tx.sql
    .insertInto('meta')
    .values({ key, value })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return (await readMeta(tx.sql, key)) ?? value
}
