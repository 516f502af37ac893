// `node e2e/bench/nodes/nodes.ts [--runs N] [--devices N] [--seconds N] [--rate N]`: twenty devices in teams of two, one of each at its own
// server, both servers on one Postgres that commits to the disk. How long is it from a pick until the teammate's device shows it?

import { openOffice } from '../../stack/office.ts'
import { startPostgres } from '../../stack/postgres.ts'
import { type RunningServer, startServer } from '../../stack/start-server.ts'
import { type BenchOptions, type BenchResult, median, percentile, round } from '../result.ts'
import { bareNotice } from './floor.ts'
import { type Pair, pairsAtWork } from './teams.ts'

const WITHIN_MS = 250
/** What is under way when a run ends may take this long, ms. */
const SETTLE_WITHIN_MS = 20_000

/** Measures; see the head of the file. */
export async function run({ runs, quick, sizes, say }: BenchOptions): Promise<BenchResult> {
  const { devices = quick ? 4 : 20, seconds = quick ? 2 : 10, rate = 2 * devices } = sizes
  await using postgres = await startPostgres({ durable: true })
  const databaseUrl = await postgres.createDatabase('magacin')
  const environment = { DATABASE_URL: databaseUrl, LOG_LEVEL: 'error' }
  // One after the other, so that the second does not wait for the demo of the first.
  await using north = await startServer(environment)
  await using south = await startServer(environment)
  const picked = new Map<string, number>()
  const times: number[] = []
  const waiting = new Set<string>()
  const pairs = await pairsAtWork(devices / 2, { north: north.url, south: south.url }, (id) => {
    const at = picked.get(id)
    if (at === undefined || !waiting.delete(id)) return
    times.push(performance.now() - at)
  })
  say(`${pairs.length} teams are at work, each on two servers`)

  const seen: { p50: number; p99: number; max: number; picks: number }[] = []
  const floors: { p50: number; p99: number }[] = []
  for (let n = 0; n <= runs; n++) {
    times.length = 0
    const floor = await bareNotice(databaseUrl)
    await pickFor(n === 0 ? 1 : seconds, rate, pairs, (id, at) => {
      picked.set(id, at)
      waiting.add(id)
    })
    await emptied(waiting)
    // The first round warms both servers up.
    if (n === 0) continue
    floors.push(floor)
    seen.push({
      ...{ p50: round(percentile(times, 0.5)), p99: round(percentile(times, 0.99)) },
      ...{ max: round(Math.max(...times)), picks: times.length },
    })
    say(`run ${n}: ${JSON.stringify(seen.at(-1))}, bare notice ${JSON.stringify(floor)}`)
  }
  await Promise.all(pairs.flatMap((pair) => [pair.north.settled(), pair.south.settled()]))

  const p99 = median(seen.map((each) => each.p99))
  const [middle, worst] = [median(seen.map((each) => each.p50)), Math.max(...seen.map((each) => each.max))]
  const floor = { p50: median(floors.map((each) => each.p50)), p99: median(floors.map((each) => each.p99)) }
  const invariants = await invariantsOf(pairs, [north, south])
  const parts = await Promise.all([partsOf(north), partsOf(south)])
  for (const { north: a, south: b } of pairs) await Promise.all([a.disconnect(), b.disconnect()])
  return {
    bench: 'nodes',
    invariants: { ...invariants, 'every pick was seen by the teammate': waiting.size === 0 },
    goals: [
      {
        goal: `a teammate on another server sees a pick within ${WITHIN_MS} ms (p99)`,
        ...{ measured: p99, met: p99 <= WITHIN_MS },
      },
    ],
    rows: [
      { side: 'two servers on one Postgres', figures: { 'p50 ms': middle, 'p99 ms': p99, 'max ms': worst } },
      { side: 'bare commit, NOTIFY and read', figures: { 'p50 ms': floor.p50, 'p99 ms': floor.p99 } },
    ],
    figures: { devices, seconds, rate, runs: seen, parts },
  }
}

/** An open loop: picks come at their time, whether the ones before were seen or not. */
async function pickFor(
  seconds: number,
  rate: number,
  pairs: readonly Pair[],
  onPick: (id: string, at: number) => void,
): Promise<void> {
  const devices = pairs.flatMap(({ task, line, north, south }) => [
    { task, line, device: north },
    { task, line, device: south },
  ])
  const from = performance.now()
  const underWay: Promise<void>[] = []
  for (let n = 0; n < seconds * rate; n++) {
    const at = from + (n * 1000) / rate
    const early = at - performance.now()
    if (early > 0) await new Promise((resolve) => setTimeout(resolve, early))
    const { task, line, device } = devices[n % devices.length] ?? {}
    if (task === undefined || line === undefined || device === undefined) continue
    underWay.push(
      device
        .record({ type: 'picked', task, line, qty: 1000, way: 'trigger' })
        .then(({ id }) => onPick(id, Math.min(at, performance.now()))),
    )
  }
  await Promise.all(underWay)
}

async function emptied(waiting: ReadonlySet<string>): Promise<void> {
  const deadline = performance.now() + SETTLE_WITHIN_MS
  while (waiting.size > 0 && performance.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

async function invariantsOf(pairs: readonly Pair[], servers: readonly RunningServer[]) {
  let [same, once] = [true, true]
  for (const { task, north, south } of pairs) {
    const made = [...north.made, ...south.made].map(({ id }) => id).sort()
    const shown = (device: Pair['north']) =>
      device
        .shown()
        .map(({ id }) => id)
        .sort()
        .join()
    same &&= shown(north) === made.join() && shown(south) === made.join()
    for (const { url } of servers) {
      const office = await openOffice(url)
      const { events } = await office.get<{ events: { id: string }[] }>(`/api/zaduznice/${task}`)
      const logged = events.map(({ id }) => id).sort()
      once &&= logged.join() === made.join()
    }
  }
  return { 'both devices of each team show the same': same, 'each pick is in the log once': once }
}

/** Where the time goes, as a server measured it itself: means, ms. */
async function partsOf({ url }: RunningServer): Promise<Readonly<Record<string, number>>> {
  const page = await (await fetch(`${url}/metrics`)).text()
  const value = (name: string) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(page)?.[1])
  const mean = (name: string) => round((1000 * value(`${name}_sum`)) / value(`${name}_count`))
  return {
    acknowledgement: mean('sync_acknowledgement_seconds'),
    write: mean('storage_write_seconds'),
    waitingForWrite: mean('storage_write_wait_seconds'),
    fromOtherServer: mean('nodes_delivery_seconds'),
    lag: round(1000 * value('nodejs_eventloop_lag_p99_seconds')),
  }
}

if (import.meta.main) {
  const { arguments_ } = await import('../arguments.ts')
  const command = arguments_(['nodes', ...process.argv.slice(2)], ['nodes'])
  if (!command.ok) {
    process.stderr.write(`${command.problem}\n`)
    process.exit(2)
  }
  const { options } = command.value
  const result = await run({ ...options, say: (text) => void process.stderr.write(`  ${text}\n`) })
  const ok =
    Object.values(result.invariants).every(Boolean) && (options.quick || result.goals.every(({ met }) => met))
  process.stdout.write(`${JSON.stringify({ ok, ...result })}\n`)
  process.exitCode = ok ? 0 : 1
}
