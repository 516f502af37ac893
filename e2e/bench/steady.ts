import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buildFloor } from './floor/warehouse.ts'
import { startGenerator } from './load/start-generator.ts'
import { type BenchOptions, type BenchResult, median, medianRatio, type Row, round } from './result.ts'
import { type ShiftRun, shiftOnce } from './shift-run.ts'
import { ourSide } from './sides/our-side.ts'
import { hocuspocusSide } from './sides/peer-sides.ts'
import type { Side } from './sides/side.ts'

/** Picks before the measuring, s: what a freshly started process compiles is the same for all and nobody's subject here. */
const WARM_UP = 4

/** `npm run bench -- steady`: a full floor at work, 167 picks a second in an open loop. */
export async function run({ runs, quick, sizes, say }: BenchOptions): Promise<BenchResult> {
  const devices = sizes.devices ?? (quick ? 20 : 500)
  const rate = sizes.rate ?? (quick ? 20 : 167)
  const seconds = sizes.seconds ?? (quick ? 3 : 12)
  const folder = await mkdtemp(path.join(tmpdir(), 'magacin-steady-'))
  await using generator = startGenerator()
  try {
    const template = path.join(folder, 'template.sqlite')
    const floor = await buildFloor(template, { devices, tasksPerTeam: 1, pieces: 100, screens: 0 })
    const sent = await generator.tell('prepareShift', { floor, rate, seconds: WARM_UP + seconds })
    const ours = ourSide(template, floor)
    const asItComes = hocuspocusSide()
    const atOnce = hocuspocusSide(0)
    const sides = [ours, asItComes, atOnce]
    const results = new Map<Side, ShiftRun[]>(sides.map((side) => [side, []]))
    for (let run = 0; run < runs; run++) {
      for (const side of sides) {
        const measured = await shiftOnce(side, generator, sent, WARM_UP)
        results.get(side)?.push(measured)
        say(`${run + 1}/${runs} ${side.name}: ${JSON.stringify(measured)}`)
      }
    }
    const of = (side: Side, what: (run: ShiftRun) => number) => (results.get(side) ?? []).map(what)
    const p99 = median(of(ours, (run) => run.confirmed.p99))
    const ratio = (peer: Side, what: (run: ShiftRun) => number) =>
      round(medianRatio(of(ours, what), of(peer, what)))
    const latency = ratio(asItComes, (run) => run.confirmed.p99)
    const cpu = ratio(asItComes, (run) => run.cpu)
    return {
      bench: 'steady',
      invariants: {
        'every pick confirmed, with the teammate, and on the server; tables equal the log': [
          ...results.values(),
        ].every((all) => all.every((each) => each.wrong.length === 0)),
      },
      goals: [
        { goal: 'durable confirmation p99 ≤ 15 ms', measured: p99, met: p99 <= 15 },
        { goal: 'p99 ≤ 0.2× of Hocuspocus (which is not durable)', measured: latency, met: latency <= 0.2 },
        { goal: 'server CPU ≤ 0.5× of Hocuspocus', measured: cpu, met: cpu <= 0.5 },
      ],
      rows: sides.map((side): Row => rowOf(side, results.get(side) ?? [])),
      figures: {
        ...{ devices, rate, seconds, warm_up: WARM_UP, runs },
        ...{ p99_of_hocuspocus_debounce_0: ratio(atOnce, (run) => run.confirmed.p99) },
        ...{ cpu_of_hocuspocus_debounce_0: ratio(atOnce, (run) => run.cpu) },
        wrong: [...results.values()].flatMap((all) => all.flatMap((each) => each.wrong)).slice(0, 5),
      },
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function rowOf(side: Side, all: readonly ShiftRun[]): Row {
  const middle = (what: (run: ShiftRun) => number) => median(all.map(what))
  return {
    side: side.name,
    figures: {
      'confirmed p50, ms': middle((run) => run.confirmed.p50),
      'confirmed p99, ms': middle((run) => run.confirmed.p99),
      'with the teammate p50, ms': middle((run) => run.shown.p50),
      'with the teammate p99, ms': middle((run) => run.shown.p99),
      'server CPU, s': middle((run) => run.cpu),
      'peak memory, MB': middle((run) => run.memory),
      durability: side.durability,
    },
  }
}
