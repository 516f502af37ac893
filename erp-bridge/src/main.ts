import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import process from 'node:process'
import { makeBridge } from './bridge.ts'
import { compose } from './compose.ts'
import { dropLease, takeLease } from './journal/lease.ts'
import { dailyWork } from './night/daily-work.ts'
import { unlessDiskFull } from './night/disk-full.ts'

/*
 * The ERP bridge: reads the ERP, hands over to the warehouse's server, posts what was done and compares both sides every night. One process
 * per journal.
 */

const VERSION = '0.1.0'
/** Whoever stops the bridge gets it back within this time, also while the ERP does not answer, ms. */
const STOP_WITHIN_MS = 2_000
const LEASE_AGAIN_MS = 1_000

const composed = await compose(process.env)
if (!composed.ok) {
  for (const problem of composed.problems) process.stderr.write(`${problem}\n`)
  process.exit(1)
}
const { context, config, close } = composed.value
const { journal, clock, log } = context
const holder = `${hostname()}/${process.pid}/${randomUUID().slice(0, 8)}`
const stopping = new AbortController()

// A program that started the bridge with a channel takes it along when it ends.
for (const end of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect']) {
  process.on(end, () => {
    stopping.abort()
    setTimeout(() => process.exit(0), STOP_WITHIN_MS).unref()
  })
}

// A bridge that was killed still holds its lease for some seconds.
while (!stopping.signal.aborted) {
  let other: string | undefined
  const hindered = await unlessDiskFull(async () => {
    other = await takeLease(journal, holder, clock.now())
  })
  // What hinders it is told by the daily work, which takes the lease as soon as there is room.
  if (hindered || other === undefined) break
  log.info({ holder: other }, 'another bridge works with this journal; waiting for it')
  await clock.sleep(LEASE_AGAIN_MS, stopping.signal)
}
const bridge = makeBridge(context)
await bridge.mendAccounts()
log.info({ adapter: context.erp.name, server: config.SERVER_URL }, 'the bridge is at work')
await dailyWork({ ...{ context, bridge, config, version: VERSION, holder }, signal: stopping.signal })
await dropLease(journal, holder)
await close()
process.exit(0)
