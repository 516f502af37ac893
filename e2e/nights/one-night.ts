import { faultKinds } from 'erp-bridge/src/erp/simulator/faults.ts'
import { type Audit, audit, type Finding } from './audit.ts'
import { type Dies, openSite, type Planted, type Site } from './site.ts'
import { type DayWork, decide, desk, meddle, work } from './working-day.ts'

export type NightResult = Audit & {
  readonly seed: number
  /** Faults of the ERP and deaths of the bridge. */
  readonly faults: number
  readonly deaths: readonly string[]
}

const HOUR = 3_600_000
/** Slow answers cost real time, all others none: they are there, and rare. */
const kinds = faultKinds.flatMap((kind) => (kind === 'slow' ? [kind] : [kind, kind, kind, kind]))
/** A night that dies is begun again this often before the morning comes. */
const TRIES = 4

/**
 * One day and its nights at one invented site: documents come in, people work, the ERP changes its mind, the night is broken off again
 * and again, and then simply run once more.
 */
export async function liveThrough(seed: number, planted: Planted = {}): Promise<NightResult> {
  await using site = await openSite(seed, planted)
  const { chance, clock } = site
  const day: DayWork = { ledger: new Map(), touched: new Map(), supervisor: desk(site) }
  const deaths: string[] = []

  site.erp.faults.random({ seed, rate: chance.next() * 0.15, kinds })
  await morning(site, deaths)
  await work(site, day)
  meddle(site)
  if (chance.odds(0.5)) await morning(site, deaths)
  await decide(site, day)
  await clock.passLong(10 * HOUR)
  await hold(site, deaths)

  // The next day: late work, decisions after the posting, and another night that nothing disturbs.
  await clock.passLong(8 * HOUR)
  await work(site, day)
  await decide(site, day)
  site.erp.faults.random(undefined)
  await clock.passLong(10 * HOUR)
  // What was cut in the last faulty moment is certain only after the ERP had time to finish it.
  await (await site.startBridge()).bridge.night()
  await clock.passLong(HOUR)
  const { run } = await (await site.startBridge()).bridge.night()
  const detail = `a night without faults failed: ${JSON.stringify(run.steps)}`
  const failed: Finding[] = run.state === 'done' ? [] : [{ kind: 'unexplained', detail }]
  const faults = Object.values(site.erp.faults.counts()).reduce((sum, count) => sum + count, 0)
  const found = await audit(site, day)
  return { seed, faults: faults + deaths.length, deaths, ...found, findings: [...failed, ...found.findings] }
}

/** Documents come in, with whatever goes wrong. */
async function morning(site: Site, deaths: string[]): Promise<void> {
  await untilItLives(site, deaths, async ({ bridge }) => {
    await bridge.part('catalogue')
    await bridge.part('dispatches')
    await bridge.part('receipts')
  })
}

/** A night that may die at any call; it is begun again until it comes to its end or the morning comes. */
async function hold(site: Site, deaths: string[]): Promise<void> {
  await untilItLives(site, deaths, ({ bridge, mortal }) => bridge.night({}, { onStep: mortal.onStep }))
}

async function untilItLives(
  site: Site,
  deaths: string[],
  act: (running: Awaited<ReturnType<Site['startBridge']>>) => Promise<unknown>,
): Promise<void> {
  const { chance, clock } = site
  for (let tries = 0; tries < TRIES; tries += 1) {
    const at = chance.odds(0.6) ? chance.below(120) : Number.POSITIVE_INFINITY
    const dies: Dies = (call) => call === at
    const running = await site.startBridge(dies)
    const dead = await Promise.race([running.mortal.died, act(running).then(() => undefined)])
    if (dead === undefined) return
    deaths.push(dead)
    clock.pass(5_000)
  }
}
