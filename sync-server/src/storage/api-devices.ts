import { findDevice, insertDevice, recordDeviceLogin } from './devices.ts'
import type { Write } from './store.ts'

/**
 * The device that stands for a person's acts through the API. It is made with the account: after a restore from a backup
 * the handhelds bring such acts back, and only a key that was in the backup proves them.
 */
export async function apiDevice(
  tx: Write,
  person: { readonly id: string; readonly name: string },
): Promise<{ readonly id: string; readonly key: string }> {
  const id = `api-${person.id}`
  const known = await findDevice(tx.sql, id)
  if (known?.mac_key) return { id, key: known.mac_key }
  const key = tx.deviceKey(id)
  await insertDevice(tx, {
    id,
    name: person.name,
    kind: 'api',
    mac_key: key,
    token_hash: null,
    enrolled_by: person.id,
  })
  await recordDeviceLogin(tx, id, person.id)
  return { id, key }
}
