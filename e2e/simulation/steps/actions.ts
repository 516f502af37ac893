import type { Lab } from '../lab.ts'
import { ageFaults } from './age-faults.ts'
import { deskActions } from './desk-actions.ts'
import { deviceFaults } from './device-faults.ts'
import { serverFaults } from './server-faults.ts'
import { sharedFaults } from './shared-faults.ts'
import type { Step } from './step.ts'
import { workActions } from './work-actions.ts'

export type Action = {
  readonly weight: number
  /** In every history, not only in some. */
  readonly common?: boolean
  /** Only where two servers share a database. */
  readonly shared?: boolean
  readonly run: (lab: Lab, step: Step) => Promise<void>
}

/** All that can be done in a world. */
export const actions: Readonly<Record<string, Action>> = {
  ...workActions,
  ...deviceFaults,
  ...serverFaults,
  ...deskActions,
  ...sharedFaults,
  ...ageFaults,
}
