import { dropCredential, findDevice, insertDevice, renewCredential } from '../storage/devices.ts'
import type { Store } from '../storage/store.ts'
import { tokenHash } from './tokens.ts'

/** The ERP bridge among the devices: of kind `service`, it makes no events and has no key. */
export const BRIDGE_DEVICE = 'erp-bridge'

/**
 * Lets the bridge in by the credential of this start, and by no other; without one nobody gets in as the bridge. A credential that was
 * revoked at the desk stays revoked; whoever runs the server ends that with a new one.
 * @param token at least 32 characters, the same that the bridge's process has
 */
export async function admitBridge(store: Store, token: string | undefined): Promise<void> {
  const hash = token === undefined ? null : tokenHash(token)
  const known = await findDevice(store.sql, BRIDGE_DEVICE)
  if ((known?.token_hash ?? null) === hash) return
  await store.write(async (tx) => {
    if (known === undefined) {
      const device = { id: BRIDGE_DEVICE, name: 'ERP bridge', kind: 'service', mac_key: null }
      await insertDevice(tx, { ...device, token_hash: hash, enrolled_by: null })
      return
    }
    if (hash === null) await dropCredential(tx, BRIDGE_DEVICE)
    else await renewCredential(tx, BRIDGE_DEVICE, hash)
  })
}
