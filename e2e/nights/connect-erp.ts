import type { Clock } from 'erp-bridge/src/clock.ts'
import type { ErpPort } from 'erp-bridge/src/erp/erp-port.ts'
import { createGatewayAdapter } from 'erp-bridge/src/erp/gateway/gateway-adapter.ts'
import type { Pace } from 'erp-bridge/src/erp/manners.ts'
import { createPawsAdapter } from 'erp-bridge/src/erp/paws/paws-adapter.ts'
import { SIMULATED_COMPANY, type Simulator } from 'erp-bridge/src/erp/simulator/create-simulator.ts'
import { simLogins } from 'erp-bridge/src/erp/simulator/logins.ts'

/** Its waits are virtual; only the time-out of one request is real, and the simulator's slow answers come later than that. On a
 * busy machine an honest answer may come too late, too: that is one fault more, and no night may mind. */
const pace: Pace = {
  ...{ gapMs: 1000, timeoutMs: 500, retryMs: [1000, 2000, 4000], breakerFailures: 3, breakerMs: 120_000 },
  longestRetryAfterMs: 60_000,
}

/** The bridge's way to the simulator: everything over PAWS, or reading over the gateway and booking over PAWS. */
export function connectErp(
  simulator: Pick<Simulator, 'url'>,
  clock: Clock,
  way: 'paws' | 'gateway',
  manners: { readonly pageSize: number; readonly pace: Pace } = { pageSize: 25, pace },
  documents: { readonly username: string; readonly password: string } = simLogins[0],
): ErpPort {
  const [, stock] = simLogins
  const common = { url: simulator.url, cancelledStatuses: ['S'], clock, ...manners }
  const paws = createPawsAdapter({
    ...{ ...common, user: documents.username, password: documents.password },
    company: SIMULATED_COMPANY,
  })
  if (way === 'paws') return paws
  return createGatewayAdapter({
    ...{ ...common, user: documents.username, password: documents.password },
    ...{ stockUser: stock.username, stockPassword: stock.password },
    receiptMethod: 'GetReceiptDocWMS',
    outbox: paws,
  })
}
