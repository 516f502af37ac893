import { countByState } from '../journal/fulfilments.ts'
import type { Context, StepFailure } from './context.ts'

const none = { draft: 0, ready: 0, sending: 0, unknown: 0, confirmed: 0, rejected: 0 }

/** Tells the server that the bridge lives and how it stands with the ERP. A server that is away hears it next time. */
export async function tellStatus(
  { server, erp, journal, clock }: Context,
  {
    version,
    schedule,
    next,
    hindered,
  }: {
    readonly version: string
    readonly schedule: string
    readonly next: number | null
    /** What keeps the bridge itself from working. */
    readonly hindered?: StepFailure | undefined
  },
): Promise<void> {
  const { breaker, openUntil, lastError } = erp.health()
  await server.putStatus({
    ...{ at: clock.now(), version, adapter: erp.name, breaker, schedule },
    breaker_until: openUntil ?? null,
    last_error: hindered ?? (lastError === undefined ? null : { code: 'erp', detail: lastError }),
    next_run_at: next,
    fulfilments: { ...none, ...(await countByState(journal)) },
  })
}
