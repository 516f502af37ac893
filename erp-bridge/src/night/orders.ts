import type { BridgeOrder, BridgeRun } from 'shared-schema/api/bridge.ts'
import type { Context } from './context.ts'
import type { RunWatch } from './run-steps.ts'

/** The server may be restarting; asking at once again would only fill its log, ms. */
const PAUSE_WHEN_AWAY_MS = 3_000
const WAIT_SECONDS = 25
/** People watch a figure move; every page of a fast import would be one request, ms. */
const PROGRESS_EVERY_MS = 400

type OrderLoop = {
  readonly context: Pick<Context, 'server' | 'clock' | 'log'>
  /** Does what was ordered and returns its account. */
  readonly run: (order: BridgeOrder, watch: RunWatch) => Promise<BridgeRun>
  readonly signal: AbortSignal
}

/** Hears what the desk orders and does it, one after the other, for as long as the bridge runs. */
export async function followOrders({ context, run, signal }: OrderLoop): Promise<void> {
  const { server, clock, log } = context
  while (!signal.aborted) {
    const orders = await server.orders(WAIT_SECONDS, signal)
    if (signal.aborted) return
    if (!orders.ok) {
      log.warn({ code: orders.failure.code, detail: orders.failure.detail }, 'no orders can be heard')
      await clock.sleep(PAUSE_WHEN_AWAY_MS, signal)
      continue
    }
    for (const order of orders.value) {
      if (signal.aborted) return
      await obey(context, order, run)
    }
  }
}

async function obey(
  { server, clock }: OrderLoop['context'],
  order: BridgeOrder,
  run: OrderLoop['run'],
): Promise<void> {
  await server.reportOrder(order.id, { state: 'running' })
  let told = 0
  const account = await run(order, {
    onProgress: (step, done, total) => {
      if (clock.now() - told < PROGRESS_EVERY_MS) return
      told = clock.now()
      // Nobody waits for it: a progress that is lost is followed by the next.
      void server.reportOrder(order.id, { state: 'running', progress: { step, done, total } })
    },
  })
  const failure = account.steps.find((step) => step.failure !== null)?.failure
  await server.reportOrder(order.id, {
    ...{ state: account.state === 'failed' ? ('failed' as const) : ('done' as const), run: account.id },
    ...(failure && { failure }),
  })
}
