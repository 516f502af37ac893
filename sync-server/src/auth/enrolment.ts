import { randomBytes } from 'node:crypto'
import { againText } from 'shared-schema/domain/connect-again.ts'
import { type Refused, refuse } from '../refusal.ts'
import { writeAudit } from '../storage/audit.ts'
import {
  countDevices,
  findDevice,
  findEnrolment,
  insertDevice,
  insertEnrolment,
  markEnrolmentUsed,
  renewCredential,
} from '../storage/devices.ts'
import type { Store, Write } from '../storage/store.ts'
import { isAuthentic } from '../sync/event-proof.ts'
import { enrolmentCodeHash, newEnrolmentCode, newToken, tokenHash } from './tokens.ts'

export type DeviceKind = 'handheld' | 'tv'

/** Time to walk to the device and scan the code. */
export const ENROLMENT_MS = 15 * 60 * 1000
/** Codes of the server's own start are for whoever stands at its terminal: they serve several devices, for a day. */
export const START_CODE_MS = 24 * 60 * 60 * 1000
const SERVER = 'server'

/** What a new device gets; the token is never shown again. */
export type EnrolledDevice = {
  readonly device: string
  readonly name: string
  readonly kind: DeviceKind
  readonly token: string
  readonly key?: string
}

/** A device that says which one it was before, and proves it. */
export type Again = { readonly device: string; readonly proof: string }

/** Makes a code that enrols one device of this kind. @param by person id of the supervisor */
export async function createEnrolment(
  store: Store,
  { kind, name, by }: { readonly kind: DeviceKind; readonly name?: string | undefined; readonly by: string },
): Promise<{ readonly code: string; readonly kind: DeviceKind; readonly expires_at: number }> {
  const code = newEnrolmentCode()
  return store.write(async (tx) => {
    const expires_at = tx.now + (by === SERVER ? START_CODE_MS : ENROLMENT_MS)
    await insertEnrolment(tx, {
      code_hash: enrolmentCodeHash(code),
      kind,
      name: name ?? null,
      created_by: by,
      expires_at,
    })
    await writeAudit(tx, { action: 'enrolment_created', actor: by, detail: { kind } })
    return { code, kind, expires_at }
  })
}

/** A code the server prints at its start; good for several devices. */
export async function createStartCode(store: Store, kind: DeviceKind): Promise<string> {
  return (await createEnrolment(store, { kind, by: SERVER })).code
}

/** Enrols the device that presents a code; one that was revoked counts again by it. Failure: `enrolment_invalid`. */
export async function enrolByCode(
  store: Store,
  code: string,
  name: string | undefined,
  again?: Again,
): Promise<{ readonly ok: true; readonly value: EnrolledDevice } | Refused> {
  return store.write(async (tx) => {
    const hash = enrolmentCodeHash(code)
    const enrolment = await findEnrolment(tx.sql, hash)
    const reusable = enrolment?.created_by === SERVER
    if (!enrolment || enrolment.expires_at <= tx.now || (enrolment.used_at !== null && !reusable))
      return refuse('enrolment_invalid', 'The code is unknown, used or expired; ask for a new one.')
    await markEnrolmentUsed(tx, hash)
    const kind = enrolment.kind === 'tv' ? 'tv' : 'handheld'
    const by = enrolment.created_by
    const same = again && (await connectAgain(tx, { ...again, text: code, by, revokedToo: true }))
    const value = same ?? (await enrol(tx, kind, name ?? enrolment.name ?? undefined, by))
    return { ok: true, value }
  })
}

/** Creates the device within a write. @param by whose code or login it was */
export async function enrol(
  tx: Write,
  kind: DeviceKind,
  name: string | undefined,
  by: string,
): Promise<EnrolledDevice> {
  const id = `d-${randomBytes(6).toString('hex')}`
  const token = newToken()
  const key = kind === 'handheld' ? tx.deviceKey(id) : null
  const given =
    name?.trim() || `${kind === 'tv' ? 'TV' : 'Telefon'} ${(await countDevices(tx.sql, kind)) + 1}`
  await insertDevice(tx, {
    id,
    name: given,
    kind,
    mac_key: key,
    token_hash: tokenHash(token),
    enrolled_by: by,
  })
  await writeAudit(tx, { action: 'device_enrolled', actor: by, device: id, subject: id, detail: { kind } })
  return { device: id, name: given, kind, token, ...(key !== null && { key }) }
}

/**
 * Gives a device that proves who it was a new credential under its old id: its unsent work stays its own, whether it was
 * revoked by mistake or is forgotten by a database that was restored. Undefined when it proves nothing.
 * @param text what was signed beside its id: the code, or the username
 */
export async function connectAgain(
  tx: Write,
  {
    device: id,
    proof,
    text,
    by,
    revokedToo,
  }: Again & { readonly text: string; readonly by: string; readonly revokedToo: boolean },
): Promise<EnrolledDevice | undefined> {
  const known = await findDevice(tx.sql, id)
  if (known !== undefined && known.kind !== 'handheld') return undefined
  if (known?.revoked_at && !revokedToo) return undefined
  const key = known?.mac_key ?? tx.deviceKey(id)
  if (id.startsWith('api-') || !isAuthentic(againText(id, text), proof, key)) return undefined
  const token = newToken()
  const name = known?.name ?? `Telefon ${(await countDevices(tx.sql, 'handheld')) + 1}`
  const token_hash = tokenHash(token)
  if (known === undefined)
    await insertDevice(tx, { id, name, kind: 'handheld', mac_key: key, token_hash, enrolled_by: by })
  else await renewCredential(tx, id, token_hash)
  await writeAudit(tx, {
    action: 'device_enrolled',
    actor: by,
    device: id,
    subject: id,
    detail: { again: true },
  })
  return { device: id, name, kind: 'handheld', token, key }
}
