import path from 'node:path'
import type { Clock } from '../clock.ts'
import type { ErpConfig, ErpOutboxConfig, PawsConfig } from './erp-config.ts'
import type { ErpOutbox } from './erp-outbox.ts'
import type { ErpPort } from './erp-port.ts'
import { createFilesAdapter } from './files/files-adapter.ts'
import { createFilesOutbox } from './files/files-outbox.ts'
import { createGatewayAdapter } from './gateway/gateway-adapter.ts'
import { createPawsAdapter } from './paws/paws-adapter.ts'

/** The adapter that the configuration names. The one place that chooses, for the bridge and its commands. */
export function erpFromConfig(config: ErpConfig, clock: Clock): ErpPort {
  const { pace, pageSize, cancelledStatuses, types } = config
  const paws = (login: PawsConfig) =>
    createPawsAdapter({ ...login, pace, pageSize, cancelledStatuses, clock })
  const outboxFor = (outbox: ErpOutboxConfig): ErpOutbox | undefined => {
    if (outbox.way === 'none') return undefined
    return outbox.way === 'paws' ? paws(outbox.paws) : createFilesOutbox(path.join(outbox.folder, 'out'))
  }
  if (config.adapter === 'files')
    return createFilesAdapter({ folder: config.folder, stableMs: config.stableMs, types, clock })
  if (config.adapter === 'paws') return paws(config.paws)
  const outbox = outboxFor(config.outbox)
  return createGatewayAdapter({
    ...config.gateway,
    pace,
    pageSize,
    cancelledStatuses,
    clock,
    ...(outbox && { outbox }),
  })
}
