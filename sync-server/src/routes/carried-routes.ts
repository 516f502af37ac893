import { bringEvents as bringRequest, broughtEvents } from 'shared-schema/api/carried.ts'
import type { ErrorCode } from 'shared-schema/domain/error-codes.ts'
import { refuse } from '../refusal.ts'
import { writeAudit } from '../storage/audit.ts'
import { bringEvents } from '../sync/bring-events.ts'
import { devices, either, permitted } from './access.ts'
import type { ApiDeps } from './deps.ts'
import { type Route, route } from './route.ts'

/** Events that came past the network: in a file or as QR codes, by another handheld or over the desk (SPEC SY-25). */
export function carriedRoutes({ store, ingest }: ApiDeps): Route[] {
  return [
    route({
      method: 'post',
      path: '/api/devices/events',
      summary: 'Brings signed events of a device that cannot send; the same again changes nothing',
      access: either(devices('handheld'), permitted('device.enrol')),
      body: bringRequest,
      answer: broughtEvents,
      handle: async ({ body: { events }, principal }) => {
        const person = principal.kind === 'person' ? principal.person.id : undefined
        const deliverer = principal.kind === 'person' ? `api-${principal.person.id}` : principal.device.id
        const brought = await bringEvents(ingest, events, deliverer)
        if (!brought.ok) {
          return refuse(
            'internal',
            'The server cannot store now; bring the events again, nothing is counted twice.',
          )
        }
        const { acknowledged, held, refused } = brought
        const from = [...new Set(events.map(({ device }) => String(device)))].slice(0, 20)
        await store.write((tx) =>
          writeAudit(tx, {
            action: 'events_brought',
            actor: person,
            device: deliverer,
            subject: from[0],
            detail: { from, acknowledged: acknowledged.length, held: held.length, refused: refused.length },
          }),
        )
        return {
          acknowledged: [...acknowledged],
          held: [...held],
          refused: refused.map(({ id, code }) => ({ id, code: code as ErrorCode })),
          epoch: store.epoch(),
        }
      },
    }),
  ]
}
