import { writeAudit } from '../storage/audit.ts'
import { findDevice, insertDevice, recordDeviceLogin } from '../storage/devices.ts'
import type { BatchFacts } from '../storage/gate-facts.ts'
import { findAccount } from '../storage/people.ts'
import type { Write } from '../storage/store.ts'
import type { AcceptedStruct } from './gate.ts'
import { loginKey } from './gate-context.ts'

/**
 * Enters the lost devices whose events were just proven, with who made these events (SPEC SY-23): screens can name them, and
 * a phone that is connected again under its old id finds its tasks. It gets no credential by this.
 */
export async function recoverDevices(
  tx: Write,
  facts: Pick<BatchFacts, 'devices' | 'roles' | 'logins'>,
  structs: readonly AcceptedStruct[],
): Promise<void> {
  for (const { read } of structs) {
    const { device: id, by } = read
    const lost = facts.devices.get(id)
    if (!lost?.lost || facts.logins.has(loginKey(id, by))) continue
    if ((await findDevice(tx.sql, id)) === undefined) {
      const api = id.startsWith('api-')
      const name = api ? (await findAccount(tx.sql, by))?.name : undefined
      const kind = api ? 'api' : 'handheld'
      const device = { id, name: name ?? id, kind, mac_key: lost.key, token_hash: null, enrolled_by: null }
      await insertDevice(tx, device)
      await writeAudit(tx, { action: 'device_recovered', device: id, subject: id })
    }
    if (!facts.roles.has(by)) continue
    await recordDeviceLogin(tx, id, by)
    facts.logins.add(loginKey(id, by))
  }
}
