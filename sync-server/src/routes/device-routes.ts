import { deviceList, deviceRow, enrolmentRequest, enrolmentResponse } from 'shared-schema/api/auth.ts'
import * as z from 'zod'
import { createEnrolment } from '../auth/enrolment.ts'
import { reachableOrigin } from '../lan/reachable-origin.ts'
import { refuse } from '../refusal.ts'
import { writeAudit } from '../storage/audit.ts'
import { type DeviceTally, HEARD_LATELY_MS, talliesOfDevices } from '../storage/device-status.ts'
import { type Device, findDevice, listDevices, revokeDevice } from '../storage/devices.ts'
import { permitted } from './access.ts'
import type { ApiDeps } from './deps.ts'
import { type Route, route } from './route.ts'

export function deviceRoutes({ store, sessions, config, now }: ApiDeps): Route[] {
  const elsewhere = ({ last_seen, revoked_at }: Device) =>
    config.databaseUrl !== undefined && revoked_at === null && (last_seen ?? 0) > now() - HEARD_LATELY_MS
  return [
    route({
      method: 'get',
      path: '/api/devices',
      summary: 'Handhelds and TVs with what they last said of themselves',
      access: permitted('device.read'),
      query: z.object({ status: z.enum(['active', 'inactive', 'all']).default('all') }),
      answer: deviceList,
      handle: async ({ query: { status } }) => {
        const online = sessions.online()
        const devices = await listDevices(store.sql, status)
        const tallies = await talliesOfDevices(store.sql)
        const items = devices.map((device) =>
          viewDevice(device, online.has(device.id) || elsewhere(device), tallies.get(device.id)),
        )
        return { items, total: items.length }
      },
    }),
    route({
      method: 'post',
      path: '/api/devices/enrolments',
      summary: 'Makes a code that enrols one device',
      access: permitted('device.enrol'),
      body: enrolmentRequest,
      answer: enrolmentResponse,
      status: 201,
      handle: async ({ body, principal: { person }, c }) => ({
        ...(await createEnrolment(store, { ...body, by: person.id })),
        origin: reachableOrigin(c.req.url, config),
      }),
    }),
    route({
      method: 'post',
      path: '/api/devices/:id/revoke',
      summary:
        'Ends a device: its credential counts no more and its sockets are closed; what it recorded stays',
      access: permitted('device.enrol'),
      params: z.object({ id: z.string().max(64) }),
      answer: deviceRow,
      handle: async ({ params: { id }, principal: { person } }) => {
        const known = await findDevice(store.sql, id)
        if (!known || known.kind === 'api') return refuse('not_found', 'There is no such device.')
        await store.write(async (tx) => {
          await revokeDevice(tx, id)
          await writeAudit(tx, { action: 'device_revoked', actor: person.id, device: id, subject: id })
        })
        sessions.revoke(id)
        const tallies = await talliesOfDevices(store.sql)
        return viewDevice({ ...known, ...(await findDevice(store.sql, id)) }, false, tallies.get(id))
      },
    }),
  ]
}

function viewDevice(
  device: Device,
  online: boolean,
  { held, refused }: DeviceTally = { held: 0, refused: 0 },
): z.infer<typeof deviceRow> {
  const { id, name, app, enrolled_at, revoked_at, inactive_at, last_seen, worker, unsent, oldest_unsent } =
    device
  const { clock_offset, battery, storage_used } = device
  return {
    ...{ id, name, app, enrolled_at, revoked_at, inactive_at, last_seen, worker, unsent, oldest_unsent },
    ...{ clock_offset, battery, storage_used, held, refused, online },
    kind: device.kind as z.infer<typeof deviceRow>['kind'],
    persisted: device.persisted === null ? null : device.persisted === 1,
  }
}
