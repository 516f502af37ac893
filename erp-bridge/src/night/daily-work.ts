import { randomUUID } from 'node:crypto'
import type { Bridge } from '../bridge.ts'
import { lastGoodNight } from '../bridge.ts'
import type { BridgeConfig } from '../config.ts'
import { takeLease } from '../journal/lease.ts'
import { takeRequest } from '../journal/requests.ts'
import type { Context } from './context.ts'
import { unlessDiskFull } from './disk-full.ts'
import { followOrders } from './orders.ts'
import { dayOfNight, nightSchedule } from './schedule.ts'
import { isSomethingToPost } from './something-to-post.ts'
import { tellStatus } from './tell-status.ts'

const MINUTE_MS = 60_000
/** Granularity of everything that is due by the clock, ms. */
const BEAT_MS = 1_000
const POST_EVERY_MS = 20_000
const STATUS_EVERY_MS = 10_000
/** A night that failed is tried again after this, ms. */
const NIGHT_AGAIN_MS = 30 * MINUTE_MS

type Daily = {
  readonly context: Context
  readonly bridge: Bridge
  readonly config: Pick<BridgeConfig, 'BRIDGE_NIGHT' | 'CATALOGUE_EVERY_MINUTES' | 'DOCUMENTS_EVERY_MINUTES'>
  readonly version: string
  /** Name of this process in the lease of the journal. */
  readonly holder: string
  readonly signal: AbortSignal
}

/**
 * Everything the bridge does by itself, until it is told to stop: reads articles and documents now and then, posts what is finished, holds
 * the nights, and does what the desk and the command line ask for.
 */
export async function dailyWork(daily: Daily): Promise<void> {
  const { context, bridge, signal } = daily
  await Promise.all([followOrders({ context, run: bridge.obey, signal }), beat(daily)])
  await bridge.idle()
}

async function beat({ context, bridge, config, version, holder, signal }: Daily): Promise<void> {
  const { clock, journal, log } = context
  const schedule =
    config.BRIDGE_NIGHT === 'off' ? undefined : nightSchedule(config.BRIDGE_NIGHT, context.timeZone)
  const due = { catalogue: 0, documents: 0, posting: clock.now() + POST_EVERY_MS, status: 0, night: 0 }
  let under: Promise<unknown> | undefined
  const start = (work: () => Promise<unknown>) => {
    under = work()
      .catch((error: unknown) => log.error({ err: error }, 'work of the bridge broke'))
      .finally(() => {
        under = undefined
      })
  }
  while (!signal.aborted) {
    const now = clock.now()
    let other: string | undefined
    const hindered = await unlessDiskFull(async () => {
      other = await takeLease(journal, holder, now)
    })
    if (other !== undefined) throw new Error(`another bridge works with this journal: ${other}`)
    if (now >= due.status) {
      due.status = now + STATUS_EVERY_MS
      await tellStatus(context, {
        version,
        schedule: config.BRIDGE_NIGHT,
        next: schedule?.next(now) ?? null,
        hindered,
      })
      if (hindered)
        log.error({ code: hindered.code, detail: hindered.detail }, 'the journal cannot be written')
    }
    // Without a word in the journal nothing may be sent; room that is made is noticed with the next beat.
    if (hindered) {
      await clock.sleep(BEAT_MS, signal)
      continue
    }
    const asked = await takeRequest(journal, randomUUID())
    if (asked) start(() => bridge.night({ dryRun: asked.args.dry_run, date: asked.args.date, id: asked.run }))
    else if (under === undefined) {
      if (schedule && now >= due.night && (await isNightDue(context, schedule, now))) {
        due.night = now + NIGHT_AGAIN_MS
        start(() => bridge.night({ date: dayOfNight(context.timeZone, now) }))
      } else if (now >= due.catalogue) {
        due.catalogue = now + config.CATALOGUE_EVERY_MINUTES * MINUTE_MS
        start(() => bridge.part('catalogue'))
      } else if (now >= due.documents) {
        due.documents = now + config.DOCUMENTS_EVERY_MINUTES * MINUTE_MS
        start(async () => {
          await bridge.part('dispatches')
          await bridge.part('receipts')
        })
      } else if (now >= due.posting) {
        due.posting = now + POST_EVERY_MS
        start(async () => {
          if (await isSomethingToPost(context)) await bridge.post()
        })
      }
    }
    await clock.sleep(BEAT_MS, signal)
  }
  await under
}

/** A night is due until it was held to its end: one that was missed or failed is held again. */
async function isNightDue(
  context: Context,
  schedule: ReturnType<typeof nightSchedule>,
  now: number,
): Promise<boolean> {
  const last = schedule.last(now)
  if (last === undefined) return false
  const held = await lastGoodNight(context)
  // Nothing was ever compared: the first night comes with the schedule.
  return held === undefined ? now - last < NIGHT_AGAIN_MS : held < last
}
