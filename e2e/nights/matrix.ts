import { faultKinds } from 'erp-bridge/src/erp/simulator/faults.ts'
import { type CrashHouse, openCrashHouse } from './crash-house.ts'
import { liveThroughPoints, type Weather } from './crash-matrix.ts'
import { callPoints, stepPoints } from './crash-points.ts'

/** Of the requests of a night that will be killed. */
const FAULTY = 0.12
const kinds = faultKinds.filter((kind) => kind !== 'slow')
/** Shorter than the simulator's late work, longer than an honest answer on a busy machine, ms. */
const impatient = { ERP_TIMEOUT_MS: '500', SETTLE_SECONDS: '1' }

/** Kills a real process at every point of a night, in fair weather and then under faults. @returns whether everything is booked once */
export async function killEverywhere(rounds: number): Promise<boolean> {
  const began = performance.now()
  const points = [...stepPoints, ...callPoints]
  const wrong: string[] = []
  let killed = 0
  let faults = 0
  let bookings = 0
  for (let round = 0; round <= rounds; round += 1) {
    await using house = await openCrashHouse(impatient)
    const done = await liveThroughPoints(house, points, round === 0 ? undefined : weatherOf(house, round))
    wrong.push(...done.wrong)
    killed += done.killed
    faults += Object.values(house.erp.faults.counts()).reduce((sum, count) => sum + count, 0)
    bookings += house.erp.state.bookings().length
  }
  for (const one of wrong) console.log(one)
  const seconds = Math.round((performance.now() - began) / 100) / 10
  const documents = points.length * (rounds + 1)
  const verdict = { points: points.length, killed, faults, documents, bookings, wrong: wrong.length, seconds }
  console.log(JSON.stringify(verdict))
  return wrong.length === 0 && documents === bookings
}

function weatherOf({ erp }: CrashHouse, round: number): Weather {
  return {
    bad: (at) => erp.faults.random({ seed: round * 1000 + at, rate: FAULTY, kinds }),
    good: async () => {
      erp.faults.random(undefined)
      await erp.quiet()
    },
  }
}
