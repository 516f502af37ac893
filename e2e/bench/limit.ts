import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buildFloor, piecesFor } from './floor/warehouse.ts'
import { startGenerator } from './load/start-generator.ts'
import { type BenchOptions, type BenchResult, median, medianRatio, type Row, round } from './result.ts'
import { bareSide } from './sides/bare-side.ts'
import { ourSide } from './sides/our-side.ts'
import type { Side } from './sides/side.ts'
import { type StormRun, stormOnce } from './storm.ts'

/** `npm run bench -- limit`: the storm, against what echoing its bytes and writing its rows costs on this machine. */
export async function run({ runs, quick, sizes, say }: BenchOptions): Promise<BenchResult> {
  const devices = sizes.devices ?? (quick ? 20 : 500)
  const tasks = sizes.tasks ?? 10
  // Half of a task's events are of each teammate.
  const events = Math.ceil((sizes.events ?? 20) / 2)
  const arrivalMs = sizes.arrival ?? 1_000
  const folder = await mkdtemp(path.join(tmpdir(), 'magacin-limit-'))
  await using generator = startGenerator()
  try {
    const template = path.join(folder, 'template.sqlite')
    const floor = await buildFloor(template, {
      devices,
      tasksPerTeam: tasks,
      pieces: piecesFor(events),
      screens: 0,
    })
    const floorFile = path.join(folder, 'floor.json')
    await writeFile(floorFile, JSON.stringify(floor))
    const storm = await generator.tell('prepareStorm', { floor, events })
    const ours = ourSide(template, floor)
    const bare = bareSide(async (to) => copyFile(template, to), floorFile, floor, events)
    const sides: Side[] = [ours, bare]
    const results = new Map<Side, StormRun[]>(sides.map((side) => [side, []]))
    for (let run = 0; run < runs; run++) {
      for (const side of sides) {
        const measured = await stormOnce(side, generator, storm, { arrivalMs, deflate: false })
        results.get(side)?.push(measured)
        say(`${run + 1}/${runs} ${side.name}: ${JSON.stringify(measured)}`)
      }
    }
    const of = (side: Side, what: (run: StormRun) => number) => (results.get(side) ?? []).map(what)
    const complete = (run: StormRun) => Math.max(run.held, run.durable ?? 0)
    const slower = round(medianRatio(of(ours, complete), of(bare, complete)))
    return {
      bench: 'limit',
      invariants: {
        'every device holds exactly its own and its teammate’s events, both databases exactly what was sent':
          [...results.values()].every((all) => all.every((each) => each.wrong.length === 0)),
      },
      goals: [{ goal: 'at most 2× the time of the bare costs', measured: slower, met: slower <= 2 }],
      rows: sides.map((side): Row => {
        const all = results.get(side) ?? []
        return {
          side: side.name,
          figures: {
            'everybody holds the teammate’s, s': round(median(all.map((run) => run.held)) / 1000),
            'last durable, s': round(median(all.map((run) => run.durable ?? Number.NaN)) / 1000),
            'server CPU, s': median(all.map((run) => run.cpu)),
            'peak memory, MB': median(all.map((run) => run.memory)),
          },
        }
      }),
      figures: {
        ...{ devices, events: storm.events, arrivalMs, runs },
        cpu_ratio: round(
          medianRatio(
            of(ours, (run) => run.cpu),
            of(bare, (run) => run.cpu),
          ),
        ),
        wrong: [...results.values()].flatMap((all) => all.flatMap((each) => each.wrong)).slice(0, 5),
      },
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
