import type { ErpPort } from './erp-port.ts'

/** The way back into the ERP, where reading and writing go different ways. Every adapter that posts is one. */
export type ErpOutbox = Pick<ErpPort, 'post' | 'find' | 'bookings' | 'close'> & {
  readonly capabilities: Pick<ErpPort['capabilities'], 'find' | 'readBookings'>
  /** Missing where nothing can be ill. */
  readonly health?: ErpPort['health']
}
