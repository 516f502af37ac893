import type { Generator } from './load/start-generator.ts'
import { cpuSeconds, forgetPeak, peakMegabytes } from './process-usage.ts'
import { percentile, round } from './result.ts'
import type { RunningSide, Side } from './sides/side.ts'
import { makeContent } from './work/content.ts'

/** What a stretch of a shift on the line cost. Latencies in ms from when a pick was due. */
export type ShiftRun = {
  readonly confirmed: { readonly p50: number; readonly p99: number }
  readonly shown: { readonly p50: number; readonly p99: number }
  /** CPU seconds of the server while the measured picks were made. */
  readonly cpu: number
  readonly memory: number
  readonly wrong: readonly string[]
}

/**
 * Runs a prepared shift on one freshly started server: connect, warm up, measure, and compare what it holds with what was sent.
 * @param meanwhile begins when the measuring does, and is ended with it
 */
export async function shiftOnce(
  side: Side,
  generator: Generator,
  sent: { readonly digest: string; readonly events: number },
  warmUp: number,
  meanwhile?: (server: RunningSide) => Promise<() => Promise<void>>,
): Promise<ShiftRun> {
  await using server = await side.start()
  const pid = server.pid()
  const { protocol } = side
  await generator.tell('beginShift', { protocol, url: server.url, deflate: false, warmUp })
  forgetPeak(pid)
  const end = await meanwhile?.(server)
  const before = cpuSeconds(pid)
  const outcome = await generator.tell('workShift', {})
  await end?.()
  await server.settled()
  const cpu = round(cpuSeconds(pid) - before)
  const memory = round(peakMegabytes(pid), 1)
  await generator.tell('endShift', {})
  await server.stop()
  const content = makeContent()
  await server.documents(content.add)
  const wrong = [...outcome.wrong, ...(await server.damage())]
  if (content.digest() !== sent.digest)
    wrong.push(`${side.name} holds ${content.structs()} events, or others, instead of ${sent.events}`)
  const both = (latencies: Float64Array) => ({
    p50: round(percentile(latencies, 0.5)),
    p99: round(percentile(latencies, 0.99)),
  })
  return { confirmed: both(outcome.confirmed), shown: both(outcome.shown), cpu, memory, wrong }
}
