import { importJob, importJobs } from 'shared-schema/api/import.ts'
import * as z from 'zod'
import { importFile } from '../import/import-file.ts'
import { MAX_IMPORT_BYTES } from '../import/read-table.ts'
import { refuse } from '../refusal.ts'
import { findImport, listImports } from '../storage/imports.ts'
import { permitted } from './access.ts'
import type { ApiDeps } from './deps.ts'
import { paging } from './list-query.ts'
import { type Route, route } from './route.ts'

export function importRoutes({ store }: ApiDeps): Route[] {
  const importer = permitted('requisition.import')
  return [
    route({
      method: 'post',
      path: '/api/import/upload',
      summary: 'Imports requisitions from a CSV or XLSX file (multipart field `file`), wholly or not at all',
      access: importer,
      answer: importJob,
      handle: async ({ c, principal: { person } }) => {
        const form = await c.req.formData().catch(() => undefined)
        const file = form?.get('file')
        if (!(file instanceof File))
          return refuse('body_invalid', 'A multipart form with a field `file` is needed.')
        if (file.size > MAX_IMPORT_BYTES)
          return refuse('import_too_large', `${file.size} bytes are more than ${MAX_IMPORT_BYTES}.`)
        const bytes = new Uint8Array(await file.arrayBuffer())
        return importFile(store, { filename: file.name.slice(0, 200), bytes, by: person.id })
      },
    }),
    route({
      method: 'get',
      path: '/api/import/jobs',
      summary: 'Imports, latest first',
      access: importer,
      query: z.object(paging),
      answer: importJobs,
      handle: async ({ query }) => ({
        jobs: (await listImports(store.sql, query)).map(({ rows: _rows, ...job }) => job),
      }),
    }),
    route({
      method: 'get',
      path: '/api/import/jobs/:id',
      summary: 'An import with the fate of each row',
      access: importer,
      params: z.object({ id: z.string().max(64) }),
      answer: importJob,
      handle: async ({ params }) =>
        (await findImport(store.sql, params.id)) ?? refuse('not_found', 'There is no such import.'),
    }),
  ]
}
