import { auditList } from 'shared-schema/api/audit.ts'
import { quarantineDetail, quarantineList, quarantineRow } from 'shared-schema/api/quarantine.ts'
import { settings, settingsPatch } from 'shared-schema/api/settings.ts'
import { parseWorkUpdate } from 'shared-schema/documents/work-document-grammar.ts'
import * as z from 'zod'
import { refuse } from '../refusal.ts'
import { listAudit, writeAudit } from '../storage/audit.ts'
import {
  listQuarantine,
  markReviewed,
  type QuarantineRecord,
  refusedBytes,
} from '../storage/quarantine-review.ts'
import { readSettings, type SiteSettings, writeSettings } from '../storage/settings.ts'
import { permitted, signedIn } from './access.ts'
import type { ApiDeps } from './deps.ts'
import { paging } from './list-query.ts'
import { type Route, route } from './route.ts'

const id = z.object({ id: z.string().max(64) })

/** What supervisors look after beside the goods: settings, refused frames, the audit. */
export function deskRoutes({ store }: ApiDeps): Route[] {
  async function change(patch: z.output<typeof settingsPatch>, by: string) {
    const given = Object.fromEntries(
      Object.entries(patch).filter(([, value]) => value !== undefined),
    ) as Partial<SiteSettings>
    await store.write(async (tx) => {
      await writeSettings(tx, given)
      await writeAudit(tx, { action: 'settings_changed', actor: by, detail: given })
    })
    return viewSettings(await readSettings(store.sql))
  }

  return [
    route({
      method: 'get',
      path: '/api/settings',
      summary: 'What is switched for the whole site',
      access: signedIn,
      answer: settings,
      handle: async () => viewSettings(await readSettings(store.sql)),
    }),
    route({
      method: 'patch',
      path: '/api/settings',
      summary: 'Switches something for the whole site',
      access: permitted('device.enrol'),
      body: settingsPatch,
      answer: settings,
      handle: ({ body, principal: { person } }) => change(body, person.id),
    }),
    route({
      method: 'put',
      path: '/api/settings/tv',
      summary: 'Hides or shows names on the TV',
      access: permitted('device.enrol'),
      body: z.object({ names_hidden: z.boolean() }),
      answer: settings,
      handle: ({ body, principal: { person } }) => change(body, person.id),
    }),
    route({
      method: 'get',
      path: '/api/quarantine',
      summary: 'Frames the gate refused, newest first',
      access: permitted('device.read'),
      query: z.object({ ...paging, status: z.enum(['open', 'reviewed', 'all']).default('open') }),
      answer: quarantineList,
      handle: async ({ query: { status, ...page } }) => {
        const reviewed = status === 'all' ? undefined : status === 'reviewed'
        const { items, total } = await listQuarantine(store.sql, { ...page, reviewed })
        return { items: items.map(viewQuarantine), total }
      },
    }),
    route({
      method: 'get',
      path: '/api/quarantine/:id',
      summary: 'One refused frame with its bytes and what can be read of them',
      access: permitted('device.read'),
      params: id,
      answer: quarantineDetail,
      handle: async ({ params }) => {
        const { items } = await listQuarantine(store.sql, { id: params.id, offset: 0, limit: 1 })
        const [row] = items
        const bytes = await refusedBytes(store.sql, params.id)
        if (row === undefined || bytes === undefined) return refuse('not_found', 'There is no such frame.')
        return { ...viewQuarantine(row), ...viewContent(bytes) }
      },
    }),
    route({
      method: 'post',
      path: '/api/quarantine/:id/review',
      summary: 'Notes that a person looked at a refused frame; it stays where it is',
      access: permitted('device.enrol'),
      params: id,
      answer: quarantineRow,
      handle: async ({ params, principal: { person } }) => {
        const known = await store.write(async (tx) => {
          if (!(await markReviewed(tx, params.id, person.id))) return false
          await writeAudit(tx, { action: 'quarantine_reviewed', actor: person.id, subject: params.id })
          return true
        })
        const { items } = await listQuarantine(store.sql, { id: params.id, offset: 0, limit: 1 })
        const [row] = items
        return known && row ? viewQuarantine(row) : refuse('not_found', 'There is no such frame.')
      },
    }),
    route({
      method: 'get',
      path: '/api/audit',
      summary: 'Who did what that is not a pick, newest first',
      access: permitted('audit.read'),
      query: z.object({
        before: z.coerce.number().int().positive().optional(),
        limit: paging.limit,
        offset: paging.offset,
      }),
      answer: auditList,
      handle: ({ query }) => listAudit(store.sql, query),
    }),
  ]
}

function viewSettings({ names_hidden, scan_location, propose_quantity }: SiteSettings) {
  return { names_hidden, scan_location, propose_quantity }
}

/** Read by the grammar of the gate alone: whatever reads more of hostile bytes is one more thing to attack. */
function viewContent(bytes: Uint8Array) {
  const parsed = parseWorkUpdate(bytes)
  return {
    entries: parsed.ok
      ? parsed.structs.map(({ client, clock, key, event }) => ({ client, clock, key, event }))
      : [],
    deviation: parsed.ok ? null : parsed.offset,
    content: Buffer.from(bytes).toString('base64'),
  }
}

function viewQuarantine({ size, ...row }: QuarantineRecord): z.infer<typeof quarantineRow> {
  const read: unknown = JSON.parse(row.events)
  const events = Array.isArray(read) ? read : []
  return {
    ...row,
    code: row.code as z.infer<typeof quarantineRow>['code'],
    bytes: size,
    // The gate may have kept whole events or only their ids.
    events: events.map((event: unknown) =>
      typeof event === 'object' && event !== null
        ? (event as Record<string, unknown>)
        : { id: String(event) },
    ),
  }
}
