import type { RxJsonSchema } from 'rxdb/plugins/core'
import type { ReplicatedCollection } from 'shared-schema/api/replication.ts'

/**
 * A replicated document as it rests on the device. The body is opaque to the database: it has one shape for all
 * collections and releases, so that an update of the app never has to migrate what the server can send again.
 */
export type DownRow = { readonly id: string; readonly body: Readonly<Record<string, unknown>> }

export const downRowSchema: RxJsonSchema<DownRow> = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: { type: 'string', maxLength: 128 },
    body: { type: 'object' },
  },
  required: ['id', 'body'],
}

/** Documents asked for at once. A chunk of articles weighs some 150 KB, so they come in handfuls. */
export const pageSizes: Record<ReplicatedCollection, number> = {
  tasks: 100,
  articles: 8,
  people: 200,
  site: 10,
  verdicts: 200,
}

/** The schemas of the API bring all of zod along, which would cost a handheld 25 KB; the type keeps this list complete. */
export const collectionNames = Object.keys(pageSizes) as readonly ReplicatedCollection[]
