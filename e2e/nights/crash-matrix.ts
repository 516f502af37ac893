import type { CrashHouse } from './crash-house.ts'
import { type CrashPoint, textOf } from './crash-points.ts'

/** Runs it takes at most until a night is through: the ERP needs a moment after what was cut. */
const RUNS = 5

/** What happens to the ERP while a night is held that will be killed. */
export type Weather = { readonly bad: (at: number) => void; readonly good: () => Promise<void> }

/**
 * Kills a night at each of these points and runs it once more. Every document comes in with one killed night, is worked on, and goes out
 * with the next one, so each point has something to break on both ways.
 * @returns what is wrong, in words; nothing when every document is booked once. And how many nights were killed: in bad weather one may
 *   break off before it comes to its point.
 */
export async function liveThroughPoints(
  house: CrashHouse,
  points: readonly CrashPoint[],
  weather?: Weather,
): Promise<{ readonly wrong: readonly string[]; readonly killed: number }> {
  const wrong: string[] = []
  let killed = 0
  let number = house.write([5_000, 3_000])
  await throughANight(house)
  for (const [at, point] of points.entries()) {
    await house.work(number)
    const next = house.write([(at + 1) * 1000, 2_500])
    weather?.bad(at)
    const signal = await house.die(point)
    await weather?.good()
    if (signal === 'SIGKILL') killed += 1
    else if (!weather) wrong.push(`${textOf(point)}: the night never came to this point`)
    const run = await throughANight(house)
    if (run.state !== 'done') wrong.push(`${textOf(point)}: ${JSON.stringify(run.steps)}`)
    wrong.push(...bookedOnce(house, number).map((what) => `${textOf(point)}: ${what}`))
    number = next
  }
  return { wrong, killed }
}

async function throughANight({ night }: CrashHouse) {
  let run = await night()
  for (let runs = 1; run.state !== 'done' && runs < RUNS; runs += 1) run = await night()
  return run
}

/** The document's goods are booked, all of them, once. */
function bookedOnce({ erp }: CrashHouse, number: string): string[] {
  const own = erp.state.bookings().filter(({ acDoc1 }) => acDoc1 === `MT-${number.replaceAll('-', '')}-1`)
  if (own.length !== 1) return [`${number} is booked ${own.length} times`]
  const asked = erp.state.document(number)?.lines.map(({ pos, qty }) => [pos, qty])
  const booked = own[0]?.lines.map(({ pos, qty }) => [pos, qty])
  return JSON.stringify(asked) === JSON.stringify(booked)
    ? []
    : [`${number} was counted ${JSON.stringify(asked)} and booked ${JSON.stringify(booked)}`]
}
