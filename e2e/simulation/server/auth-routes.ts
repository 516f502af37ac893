import { enrolByCode } from '../../../sync-server/src/auth/enrolment.ts'
import { tokenHash } from '../../../sync-server/src/auth/tokens.ts'
import { findDeviceByToken, recordDeviceLogin } from '../../../sync-server/src/storage/devices.ts'
import { findAccountByName } from '../../../sync-server/src/storage/people.ts'
import type { Store } from '../../../sync-server/src/storage/store.ts'
import { offerTasksAgain } from '../../../sync-server/src/storage/task-visibility.ts'
import { bringEvents } from '../../../sync-server/src/sync/bring-events.ts'
import type { Credentials } from '../../../sync-server/src/sync/credentials-port.ts'
import type { Ingest } from '../../../sync-server/src/sync/ingest-port.ts'

export type Answer = { readonly status: number; readonly body: unknown }

/** As `auth.login` does it, without the PIN: its hash costs more than the rest of the world. */
export async function login(
  store: Store,
  ingest: Ingest,
  token: string,
  body: { username: string },
): Promise<Answer> {
  const device = await findDeviceByToken(store.sql, tokenHash(token))
  if (device === undefined) return problem(401, 'device_unknown')
  if (device.revoked_at !== null) return problem(401, 'device_revoked')
  const account = await findAccountByName(store.sql, body.username)
  if (account === undefined) return problem(401, 'credentials_wrong')
  await store.write(async (tx) => {
    if (await recordDeviceLogin(tx, device.id, account.id)) await offerTasksAgain(tx, account.id)
  })
  await ingest.applyHeld(device.id, account.id)
  const { id, username, name, role, active } = account
  const session = { access_token: 'a', expires_at: 0, permissions: [] }
  return { status: 200, body: { ...session, person: { id, username, name, role, active } } }
}

/** As `auth.enrolByCode` does it. */
export async function enrol(
  store: Store,
  ingest: Ingest,
  { code, again }: { code: string; again?: { device: string; proof: string } },
): Promise<Answer> {
  const enrolled = await enrolByCode(store, code, undefined, again)
  if (!enrolled.ok) return problem(400, enrolled.failure.code)
  if (again?.device === enrolled.value.device) await ingest.applyHeld(again.device)
  return { status: 200, body: enrolled.value }
}

/** As the route of the same kind does it. */
export async function bring(
  ingest: Ingest,
  device: string,
  { events }: { events: Parameters<typeof bringEvents>[1] },
): Promise<Answer> {
  const brought = await bringEvents(ingest, events, device)
  if (!brought.ok) return problem(500, 'internal')
  const { acknowledged, held, refused } = brought
  return { status: 200, body: { acknowledged, held, refused } }
}

export function problem(status: number, code: string): Answer {
  return { status, body: { code, status, detail: '' } }
}

export function credentialsOf(store: Store): Credentials {
  return {
    identify: async (token) => {
      const device = await findDeviceByToken(store.sql, tokenHash(token))
      if (device === undefined) return { ok: false, failure: { code: 'token_invalid', detail: '' } }
      if (device.revoked_at !== null) return { ok: false, failure: { code: 'device_revoked', detail: '' } }
      return { ok: true, value: { kind: 'device', device: device.id, deviceKind: device.kind } }
    },
  }
}
