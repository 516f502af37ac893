import 'fake-indexeddb/auto'
import { type OpenReplicaOptions, openReplica } from './open-replica.ts'
import type { Replica } from './replica.ts'

/**
 * A handheld without a browser, for tests against a real server: the same replica over IndexedDB in memory. Opening
 * the same name again is a reload; the PIN derivation is short, for it is not what these tests are about.
 */
export function openReplicaInNode(options: OpenReplicaOptions & { readonly name: string }): Promise<Replica> {
  return openReplica({ iterations: 1_000, ...options })
}
