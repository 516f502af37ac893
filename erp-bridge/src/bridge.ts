import type { BridgeOrder, BridgeRun } from 'shared-schema/api/bridge.ts'
import { dayIn } from './clock.ts'
import { countByState, findFulfilment } from './journal/fulfilments.ts'
import { brokenRuns, forgetRuns, lastRuns, writeRun } from './journal/runs.ts'
import type { Context, Step } from './night/context.ts'
import { failureOf, unlessDiskFull } from './night/disk-full.ts'
import { type DryRun, dryRunSteps } from './night/dry-run.ts'
import { nightSteps, partSteps, postingSteps } from './night/night.ts'
import { type RunWatch, runSteps } from './night/run-steps.ts'
import { meetServer } from './night/same-server.ts'

/** Accounts of runs are kept in the journal for so long, ms. */
const KEEP_ACCOUNTS_MS = 60 * 86_400_000

export type NightWish = {
  readonly dryRun?: boolean | undefined
  readonly date?: string | undefined
  readonly id?: string
}
export type NightOutcome = { readonly run: BridgeRun; readonly dryRun?: DryRun }

/** What the bridge can be asked to do. Runs never overlap: one waits for the other. */
export type Bridge = {
  readonly night: (wish?: NightWish, watch?: RunWatch) => Promise<NightOutcome>
  readonly part: (
    kind: 'catalogue' | 'subjects' | 'receipts' | 'dispatches' | 'stock',
    args?: { readonly full?: boolean | undefined },
    watch?: RunWatch,
  ) => Promise<BridgeRun>
  readonly post: (only?: Parameters<typeof postingSteps>[0], watch?: RunWatch) => Promise<BridgeRun>
  readonly obey: (order: BridgeOrder, watch: RunWatch) => Promise<BridgeRun>
  /** Marks runs whose process died as failed; called once before anything else. */
  readonly mendAccounts: () => Promise<void>
  readonly counts: () => ReturnType<typeof countByState>
  /** Resolves when nothing runs any more. */
  readonly idle: () => Promise<void>
}

/** Knits the steps together over one ERP, one server and one journal. */
export function makeBridge(given: Context): Bridge {
  let tail: Promise<unknown> = Promise.resolve()
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = tail.then(work)
    tail = result.catch(() => undefined)
    return result
  }

  async function run(
    kind: BridgeRun['kind'],
    steps: (run: string, context: Context) => readonly Step[],
    options: {
      readonly id?: string | undefined
      readonly date?: string | undefined
      readonly dryRun?: boolean
    },
    watch?: RunWatch,
  ): Promise<BridgeRun> {
    const met = await meetServer(given).catch((error: unknown) => {
      given.log.error({ err: error }, 'the journal cannot note which server it speaks to')
      return { ok: false as const, failure: failureOf(error) }
    })
    const context = met.ok ? { ...given, timeZone: met.timeZone } : given
    const date = options.date ?? dayIn(context.timeZone, context.clock.now())
    const first: Step = {
      name: 'server',
      run: async (_context, report) => {
        if (!met.ok) report.fail(met.failure)
      },
    }
    return runSteps(
      context,
      {
        ...{ kind, date, dryRun: options.dryRun ?? false },
        ...(options.id !== undefined && { id: options.id }),
        steps: (id) => [
          first,
          ...steps(id, context).map((step) => ({ ...step, needs: ['server', ...(step.needs ?? [])] })),
        ],
      },
      watch,
    )
  }

  const night: Bridge['night'] = (wish = {}, watch) =>
    inTurn(async () => {
      let dryRun: DryRun | undefined
      const date = wish.date ?? dayIn(given.timeZone, given.clock.now())
      const account = await run(
        'nightly',
        (id) =>
          wish.dryRun === true
            ? dryRunSteps(date, (result) => {
                dryRun = result
              })
            : nightSteps(id, date),
        { id: wish.id, date, dryRun: wish.dryRun ?? false },
        watch,
      )
      return { run: account, ...(dryRun && { dryRun }) }
    })
  const part: Bridge['part'] = (kind, args, watch) =>
    inTurn(() => run(kind, () => partSteps(kind, args), {}, watch))
  const post: Bridge['post'] = (only, watch) => inTurn(() => run('post', () => postingSteps(only), {}, watch))

  return {
    night,
    part,
    post,
    obey: async (order, watch) => {
      const { kind, args } = order
      if (kind === 'nightly') return (await night({ dryRun: args.dry_run, date: args.date }, watch)).run
      if (kind === 'post' || kind === 'correct') {
        const known =
          args.fulfilment === undefined ? undefined : await findFulfilment(given.journal, args.fulfilment)
        if (kind === 'correct') return post({ correct: args.document }, watch)
        return post(known && { id: known.id }, watch)
      }
      return part(kind, { full: args.full }, watch)
    },
    mendAccounts: async () => {
      await unlessDiskFull(() => forgetRuns(given.journal, given.clock.now() - KEEP_ACCOUNTS_MS))
      const failure = { code: 'interrupted', detail: 'The bridge stopped in the middle of it.' }
      for (const broken of await brokenRuns(given.journal)) {
        const steps = broken.steps.map((step) =>
          step.state === 'running' || step.state === 'waiting'
            ? { ...step, state: 'failed' as const, failure }
            : step,
        )
        const mended = { ...broken, state: 'failed' as const, ended_at: given.clock.now(), steps }
        await unlessDiskFull(() => writeRun(given.journal, mended))
        await given.server.putRun(mended)
      }
    },
    counts: () => countByState(given.journal),
    idle: async () => {
      await tail
    },
  }
}

/**
 * When the last night was held to its end, ms; undefined when none was. A posting the ERP rejected is told in the report and does not make
 * a night one that has to be held again; a comparison that could not be made does.
 */
export async function lastGoodNight({ journal }: Pick<Context, 'journal'>): Promise<number | undefined> {
  const nights = await lastRuns(journal, 60, 'nightly')
  const compared = (night: BridgeRun) =>
    night.steps.some((step) => step.name === 'comparison' && step.state === 'done')
  return nights.find((night) => !night.dry_run && compared(night))?.started_at
}
