import { randomUUID } from 'node:crypto'
import type { BridgeRun } from 'shared-schema/api/bridge.ts'
import { writeRun } from '../journal/runs.ts'
import type { Context, Step, StepFailure } from './context.ts'
import { failureOf, unlessDiskFull } from './disk-full.ts'

type StepView = BridgeRun['steps'][number]

/** Hears how a run goes on; for orders, the command line and tests that stop it somewhere. */
export type RunWatch = {
  readonly onStep?: (name: string, moment: 'before' | 'after') => void | Promise<void>
  readonly onProgress?: (step: string, done: number, total: number | null) => void
}

export type RunWish = {
  readonly id?: string
  readonly kind: BridgeRun['kind']
  readonly date: string
  readonly dryRun?: boolean
  readonly steps: (run: string) => readonly Step[]
}

/**
 * Does steps one after the other and keeps account of it, in the journal and at the server. A step that fails stops only those that
 * need it. Whatever broke off is mended by running again.
 * @returns the finished account; `failed` when any step failed
 */
export async function runSteps(context: Context, wish: RunWish, watch: RunWatch = {}): Promise<BridgeRun> {
  const { clock, journal, server, log } = context
  const id = wish.id ?? randomUUID()
  const steps = wish.steps(id)
  const views: StepView[] = steps.map((step) => emptyView(step.name))
  let run: BridgeRun = {
    ...{ id, kind: wish.kind, date: wish.date, dry_run: wish.dryRun ?? false, state: 'running' },
    ...{ started_at: clock.now(), ended_at: null, steps: views },
  }
  let unwritten: StepFailure | undefined
  const tell = async (change: Partial<BridgeRun>) => {
    run = { ...run, ...change, steps: [...views] }
    // Without room the night still reads and compares what it can, and the server hears why.
    const hindered = await unlessDiskFull(() => writeRun(journal, run))
    unwritten ??= hindered
    // A server that is away shall not stop a night: the account is in the journal, and told at the end.
    const told = await server.putRun(run)
    if (!told.ok)
      log.warn({ code: told.failure.code, detail: told.failure.detail }, 'the run could not be told')
  }
  await tell({})
  for (const [index, step] of steps.entries()) {
    await watch.onStep?.(step.name, 'before')
    const broken = step.needs?.find((name) =>
      views.some((view) => view.name === name && view.state !== 'done'),
    )
    views[index] =
      broken === undefined
        ? await doStep(context, step, watch)
        : { ...emptyView(step.name), state: 'skipped', failure: { code: 'step_needed', detail: broken } }
    await tell({})
    await watch.onStep?.(step.name, 'after')
  }
  const last = views.at(-1)
  if (unwritten && last?.state === 'done')
    views[views.length - 1] = { ...last, state: 'failed', failure: unwritten }
  const failed = views.some((view) => view.state !== 'done')
  await tell({ state: failed ? 'failed' : 'done', ended_at: clock.now() })
  return run
}

async function doStep(context: Context, step: Step, watch: RunWatch): Promise<StepView> {
  const started = context.clock.now()
  const counts: Record<string, number> = {}
  let failure: StepFailure | null = null
  const fail = (why: StepFailure) => {
    failure ??= { code: why.code, detail: why.detail }
    context.log.warn({ step: step.name, code: why.code, detail: why.detail }, 'a step met a failure')
  }
  try {
    await step.run(context, {
      count: (what, by = 1) => {
        counts[what] = (counts[what] ?? 0) + by
      },
      progress: (done, total) => watch.onProgress?.(step.name, done, total ?? null),
      fail,
    })
  } catch (error) {
    // A full disk or a mistake of the program ends the step, not the night; the next run starts it anew.
    context.log.error({ err: error, step: step.name }, 'a step broke')
    fail(failureOf(error))
  }
  return {
    ...{ name: step.name, state: failure === null ? 'done' : 'failed', counts, failure },
    ...{ started_at: started, ended_at: context.clock.now() },
  }
}

function emptyView(name: string): StepView {
  return { name, state: 'waiting', started_at: null, ended_at: null, counts: {}, failure: null }
}
