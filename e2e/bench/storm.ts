import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buildFloor, piecesFor } from './floor/warehouse.ts'
import { type Generator, startGenerator } from './load/start-generator.ts'
import { cpuSeconds, forgetPeak, peakMegabytes } from './process-usage.ts'
import { type BenchOptions, type BenchResult, median, medianRatio, type Row, round } from './result.ts'
import { ourSide } from './sides/our-side.ts'
import { hocuspocusSide, yWebsocketSide } from './sides/peer-sides.ts'
import type { Side } from './sides/side.ts'
import { makeContent } from './work/content.ts'

/** What one run of one side cost. Times in ms after the first connection attempt. */
export type StormRun = {
  /** Until everybody holds the teammate's events. */
  readonly held: number
  /** Until the last confirmation; of a server that confirms only what it has in memory, until its last store. */
  readonly durable: number | undefined
  readonly cpu: number
  readonly memory: number
  readonly wrong: readonly string[]
}

/** `npm run bench -- storm`: everybody comes back within a second with a shift's worth of unsent work. */
export async function run({ runs, quick, sizes, say }: BenchOptions): Promise<BenchResult> {
  const devices = sizes.devices ?? (quick ? 20 : 500)
  const tasks = sizes.tasks ?? 10
  // Half of a task's events are of each teammate.
  const events = Math.ceil((sizes.events ?? 20) / 2)
  const arrivalMs = sizes.arrival ?? 1_000
  const deflate = (sizes.deflate ?? 0) > 0
  const folder = await mkdtemp(path.join(tmpdir(), 'magacin-storm-'))
  await using generator = startGenerator()
  try {
    const template = path.join(folder, 'template.sqlite')
    const floor = await buildFloor(template, {
      devices,
      tasksPerTeam: tasks,
      pieces: piecesFor(events),
      screens: 0,
    })
    const storm = await generator.tell('prepareStorm', { floor, events })
    say(`${storm.events} events of ${devices} devices, ${Math.round(storm.bytes / 1024)} KiB`)
    const ours = ourSide(template, floor)
    const asItComes = hocuspocusSide()
    const atOnce = hocuspocusSide(0)
    const unstored = yWebsocketSide(false)
    const stored = yWebsocketSide(true)
    const sides = [ours, asItComes, atOnce, unstored, stored]
    const results = new Map<Side, StormRun[]>(sides.map((side) => [side, []]))
    for (let run = 0; run < runs; run++) {
      for (const side of sides) {
        const measured = await stormOnce(side, generator, storm, { arrivalMs, deflate })
        results.get(side)?.push(measured)
        say(`${run + 1}/${runs} ${side.name}: ${JSON.stringify(measured)}`)
      }
    }
    const of = (side: Side, what: (run: StormRun) => number) => (results.get(side) ?? []).map(what)
    const complete = (run: StormRun) => Math.max(run.held, run.durable ?? 0)
    const faster = (peer: Side, what: (run: StormRun) => number) =>
      round(medianRatio(of(peer, what), of(ours, complete)))
    const cost = (peer: Side, what: (run: StormRun) => number) =>
      round(medianRatio(of(ours, what), of(peer, what)))
    const hocuspocus = faster(atOnce, complete)
    const plain = faster(unstored, (run) => run.held)
    const cpu = cost(asItComes, (run) => run.cpu)
    const memory = cost(asItComes, (run) => run.memory)
    return {
      bench: 'storm',
      invariants: {
        'every device holds exactly its own and its teammate’s events, every server exactly what was sent': [
          ...results.values(),
        ].every((all) => all.every((each) => each.wrong.length === 0)),
      },
      goals: [
        {
          goal: '≥ 3× faster than Hocuspocus + SQLite, debounce 0',
          measured: hocuspocus,
          met: hocuspocus >= 3,
        },
        { goal: '≥ 1.3× faster than y-websocket, nothing stored', measured: plain, met: plain >= 1.3 },
        { goal: 'server CPU ≤ 0.4× of Hocuspocus + SQLite', measured: cpu, met: cpu <= 0.4 },
        { goal: 'peak memory ≤ 0.6× of Hocuspocus + SQLite', measured: memory, met: memory <= 0.6 },
      ],
      rows: sides.map((side): Row => rowOf(side, results.get(side) ?? [])),
      figures: {
        devices,
        ...{ documents: floor.teams.flat().length, events: storm.events, arrivalMs, runs },
        ...{ faster_than_hocuspocus_as_it_comes: faster(asItComes, complete) },
        ...{ faster_to_teammates_than_hocuspocus_as_it_comes: faster(asItComes, (run) => run.held) },
        ...{ faster_to_teammates_than_hocuspocus_debounce_0: faster(atOnce, (run) => run.held) },
        ...{ faster_than_y_leveldb: faster(stored, (run) => run.held) },
        ...{ cpu_of_hocuspocus_debounce_0: cost(atOnce, (run) => run.cpu) },
        ...{ cpu_of_y_websocket: cost(unstored, (run) => run.cpu) },
        wrong: [...results.values()].flatMap((all) => all.flatMap((each) => each.wrong)).slice(0, 5),
      },
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** One storm on one freshly started server. */
export async function stormOnce(
  side: Side,
  generator: Generator,
  sent: { readonly digest: string; readonly events: number },
  how: { readonly arrivalMs: number; readonly deflate: boolean },
): Promise<StormRun> {
  await using server = await side.start()
  const pid = server.pid()
  forgetPeak(pid)
  const before = cpuSeconds(pid)
  const { url } = server
  const outcome = await generator.tell('storm', { protocol: side.protocol, url, ...how })
  const lastStore = await server.settled()
  const cpu = round(cpuSeconds(pid) - before)
  const memory = round(peakMegabytes(pid), 1)
  await server.stop()
  const content = makeContent()
  await server.documents(content.add)
  const wrong = [...outcome.wrong, ...(await server.damage())]
  if (content.digest() !== sent.digest)
    wrong.push(`${side.name} holds ${content.structs()} events, or others, instead of ${sent.events}`)
  const durable = lastStore === undefined ? outcome.lastConfirmed : lastStore - outcome.began
  return {
    held: round(outcome.lastHeld ?? Number.NaN, 0),
    durable: durable === undefined ? undefined : round(durable, 0),
    ...{ cpu, memory, wrong },
  }
}

function rowOf(side: Side, all: readonly StormRun[]): Row {
  const durable = all.flatMap((run) => run.durable ?? [])
  return {
    side: side.name,
    figures: {
      'everybody holds the teammate’s, s': round(median(all.map((run) => run.held)) / 1000),
      'last durable, s': durable.length === 0 ? '—' : round(median(durable) / 1000),
      'server CPU, s': median(all.map((run) => run.cpu)),
      'peak memory, MB': median(all.map((run) => run.memory)),
      durability: side.durability,
    },
  }
}
