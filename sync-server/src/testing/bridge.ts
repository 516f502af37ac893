import { createHash } from 'node:crypto'
import type { ErpDocumentIn } from 'shared-schema/api/bridge.ts'
import { admitBridge } from '../auth/bridge-credential.ts'
import type { Client } from './client.ts'
import type { Warehouse } from './warehouse.ts'

export const BRIDGE_TOKEN = 'a-secret-that-only-these-tests-have-told'

/** The ERP bridge, as the server lets it in. */
export async function openBridge({ store, holding }: Warehouse): Promise<Client> {
  await admitBridge(store, BRIDGE_TOKEN)
  return holding(BRIDGE_TOKEN)
}

type Line = readonly [pos: number, ident: string, quantity: number]

/** An issue document for Kotor as the bridge hands it over; quantities in whole units. */
export function issueDocument(lines: readonly Line[], change: Partial<ErpDocumentIn> = {}): ErpDocumentIn {
  const document = {
    ...{ number: '2520CT000279', direction: 'out' as const, type: '20CT', date: '2025-10-03' },
    ...{ site: 'VELEPRODAJNI MAGACIN ', partner: 'Prodavnica - Kotor Centar', person: 'Milena' },
    ...{ status: 'N', cancelled: false, note: null },
    lines: lines.map(([pos, ident, quantity]) => ({
      ...{ pos, ident, name: `Naziv ${ident}`, unit: 'KOM', qty: quantity * 1000 },
    })),
    ...change,
  }
  return { ...document, hash: createHash('sha256').update(JSON.stringify(document)).digest('hex') }
}
