import type { Logger } from 'pino'
import { parseWorkUpdate } from 'shared-schema/documents/work-document-grammar.ts'
import type { Metrics } from '../observability/metrics.ts'
import type { NewEvent } from '../storage/event-log.ts'
import type { Store } from '../storage/store.ts'
import { writeFailure } from '../storage/write-failure.ts'
import { appendActs } from './append-acts.ts'
import { type Addition, type Batch, openBatch, type ParsedFrame } from './batch.ts'
import type { DocumentCache } from './document-cache.ts'
import type { Hub } from './hub.ts'
import type { AppendOutcome, FrameInput, FrameOutcome, Ingest } from './ingest-port.ts'
import { releaseHeld } from './release-held.ts'

/** How often what lost a race to another process is judged anew; each time on facts that include the winner's. */
const MOST_RACES = 5

/** Frames and acts of one transaction: enough to share its fsync, few enough to answer soon. */
const MAX_BATCH = 256

export type IngestDeps = {
  readonly store: Store
  readonly documents: Pick<DocumentCache, 'committed'>
  readonly hub: Pick<Hub, 'broadcast'>
  readonly log: Logger
  readonly metrics: Pick<Metrics, 'batchSize' | 'events' | 'refusals' | 'waitingFrames'>
  /**
   * Waits until whatever has arrived by now was handed in. A database that commits within one turn of the event loop would otherwise
   * take each socket's frame alone. Told how many the last transaction had. By default what was handed in in the same breath.
   */
  readonly gather?: (last: number) => Promise<void>
}

/** One thing to be done in a transaction. `settle` is called after the commit, `fail` when there was none. */
type Job = {
  readonly frame?: ParsedFrame
  readonly run: (batch: Batch) => Promise<() => void>
  readonly fail: (error: unknown) => void
}

/**
 * Makes the one way into the log. What arrives while a transaction is under way shares the next one (group commit); acknowledgements and
 * broadcasts leave only after the commit (SPEC SY-08, SY-09). Applies events that an older version of the server did not understand.
 */
export function makeIngest(deps: IngestDeps): Ingest & { readonly upgrade: () => Promise<void> } {
  const { store, documents, hub, log, metrics, gather = () => Promise.resolve() } = deps
  let waiting: Job[] = []
  let working: Promise<void> | undefined

  function enqueue(job: Job): void {
    waiting.push(job)
    working ??= work()
  }

  async function work(): Promise<void> {
    let last = 0
    for (;;) {
      await gather(last)
      if (waiting.length === 0) break
      metrics.waitingFrames.set(waiting.length)
      const jobs = waiting.slice(0, MAX_BATCH)
      last = jobs.length
      waiting = waiting.slice(MAX_BATCH)
      await commit(jobs)
    }
    metrics.waitingFrames.set(0)
    working = undefined
  }

  async function commit(jobs: readonly Job[], races = 0): Promise<void> {
    let done: Awaited<ReturnType<typeof runJobs>>
    try {
      done = await store.write((tx) => runJobs(tx, jobs))
    } catch (error) {
      const kind = writeFailure(error)
      // Its facts were outdated: another process took the place in between (SPEC ST-11).
      if (kind === 'conflict' && races < MOST_RACES) return commit(jobs, races + 1)
      // Trying the others one by one would only make them wait as long again.
      if (jobs.length === 1 || kind === 'away') {
        log.error({ err: error, jobs: jobs.length }, 'frames or acts could not be stored')
        for (const job of jobs) job.fail(error)
        return
      }
      // One of them breaks the transaction for all; each alone, the others get through (SPEC SY-11).
      log.warn({ err: error, jobs: jobs.length }, 'a batch failed and is tried one by one')
      for (const job of jobs) await commit([job])
      return
    }
    announce(done)
    for (const settle of done.settled) settle()
  }

  function announce(done: { additions: readonly Addition[]; events: readonly NewEvent[] }): void {
    for (const { task, structs, updates } of done.additions) {
      documents.committed(task, structs)
      for (const { update, origin } of updates) hub.broadcast(task, update, origin)
    }
    if (done.events.length > 0) metrics.batchSize.observe(done.events.length)
    // A type nobody knows would make a time series of whatever a device writes there.
    const byType = Map.groupBy(done.events, ({ type, held_reason }) =>
      held_reason === 'event_newer' ? 'newer' : type,
    )
    for (const [type, events] of byType) metrics.events.inc({ type }, events.length)
  }

  function frame(input: FrameInput): Promise<FrameOutcome> {
    const parsed = parseWorkUpdate(input.bytes)
    if (parsed.ok && parsed.structs.length === 0) {
      return Promise.resolve({ kind: 'stored', acknowledged: [], held: [] })
    }
    if (!parsed.ok && parsed.code === 'update_too_large') {
      // An honest device may have more to tell than a frame carries; it cuts its queue when it issues the events again.
      metrics.refusals.inc({ code: parsed.code, at: 'gate' })
      return Promise.resolve({ kind: 'resync', code: parsed.code, acknowledged: [], held: [] })
    }
    const job = { input, parsed }
    return new Promise((resolve) => {
      enqueue({
        frame: job,
        run: async (batch) => {
          const outcome = await batch.takeFrame(job)
          return () => {
            if ('code' in outcome) metrics.refusals.inc({ code: outcome.code, at: 'gate' })
            resolve(outcome)
          }
        },
        fail: () => resolve({ kind: 'failed' }),
      })
    })
  }

  /** Runs something in a batch; rejects when it could not be stored. */
  function inBatch<T>(work: (batch: Batch) => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      enqueue({
        run: async (batch) => {
          const value = await work(batch)
          return () => resolve(value)
        },
        fail: reject,
      })
    })
  }

  return {
    frame,
    append: (input): Promise<AppendOutcome> => inBatch((batch) => appendActs(batch, input)),
    applyHeld: (device, person) =>
      inBatch((batch) =>
        releaseHeld(
          batch,
          person === undefined ? { because: 'enrolment', device } : { because: 'login', device, person },
        ),
      ),
    upgrade: () => inBatch((batch) => releaseHeld(batch, { because: 'upgrade' })),
    drained: async () => {
      while (working !== undefined) await working
    },
  }
}

async function runJobs(tx: Parameters<Parameters<Store['write']>[0]>[0], jobs: readonly Job[]) {
  const batch = await openBatch(
    tx,
    jobs.flatMap((job) => job.frame ?? []),
  )
  const settled: (() => void)[] = []
  for (const job of jobs) settled.push(await job.run(batch))
  return { settled, ...(await batch.finish()) }
}
