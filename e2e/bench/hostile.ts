import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buildFloor, type Floor } from './floor/warehouse.ts'
import { startGenerator } from './load/start-generator.ts'
import { type BenchOptions, type BenchResult, median, medianRatio, type Row, round } from './result.ts'
import { type ShiftRun, shiftOnce } from './shift-run.ts'
import { ourSide } from './sides/our-side.ts'

const WARM_UP = 3

/** `npm run bench -- hostile`: what one device that floods the server costs the others. */
export async function run({ runs, quick, sizes, say }: BenchOptions): Promise<BenchResult> {
  const devices = sizes.devices ?? (quick ? 20 : 500)
  const rate = sizes.rate ?? (quick ? 20 : 167)
  const seconds = sizes.seconds ?? (quick ? 3 : 8)
  const folder = await mkdtemp(path.join(tmpdir(), 'magacin-hostile-'))
  await using generator = startGenerator()
  // A process of its own: its work must not delay the devices whose latency is measured.
  await using attacker = startGenerator()
  try {
    const template = path.join(folder, 'template.sqlite')
    // One team more than works: the attacker sits on a task of its own.
    const whole = await buildFloor(template, {
      devices: devices + 2,
      tasksPerTeam: 1,
      pieces: 100,
      screens: 0,
    })
    const floor: Floor = { ...whole, devices: whole.devices.slice(0, devices) }
    const villain = whole.devices.at(-1)
    const target = whole.teams.at(-1)?.[0]
    if (villain === undefined || target === undefined) throw new Error('a floor without people')
    const sent = await generator.tell('prepareShift', { floor, rate, seconds: WARM_UP + seconds })
    const side = ourSide(template, whole)
    const calm: ShiftRun[] = []
    const attacked: ShiftRun[] = []
    const floods: { frames: number; connections: number }[] = []
    for (let run = 0; run < runs; run++) {
      calm.push(await shiftOnce(side, generator, sent, WARM_UP))
      attacked.push(
        await shiftOnce(side, generator, sent, WARM_UP, async ({ url }) => {
          await attacker.tell('attack', { url, device: villain, task: target })
          return async () => {
            floods.push(await attacker.tell('endAttack', {}))
          }
        }),
      )
      say(
        `${run + 1}/${runs} ${JSON.stringify({ calm: calm.at(-1), attacked: attacked.at(-1), ...floods.at(-1) })}`,
      )
    }
    const p99 = (all: readonly ShiftRun[]) => all.map((run) => run.confirmed.p99)
    const growth = round(medianRatio(p99(attacked), p99(calm)))
    return {
      bench: 'hostile',
      invariants: {
        'the honest devices’ picks are all confirmed, shown and stored; nothing of the hostile one is': [
          ...calm,
          ...attacked,
        ].every((each) => each.wrong.length === 0),
      },
      goals: [{ goal: 'p99 of the others grows at most 2×', measured: growth, met: growth <= 2 }],
      rows: [rowOf('alone', calm), rowOf('with one hostile device', attacked)],
      figures: {
        ...{ devices, rate, seconds, runs },
        hostile_frames_per_second: round(median(floods.map((each) => each.frames)) / seconds, 0),
        wrong: [...calm, ...attacked].flatMap((each) => each.wrong).slice(0, 5),
      },
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function rowOf(name: string, all: readonly ShiftRun[]): Row {
  const middle = (what: (run: ShiftRun) => number) => median(all.map(what))
  return {
    side: name,
    figures: {
      'confirmed p50, ms': middle((run) => run.confirmed.p50),
      'confirmed p99, ms': middle((run) => run.confirmed.p99),
      'with the teammate p99, ms': middle((run) => run.shown.p99),
      'server CPU, s': middle((run) => run.cpu),
      'peak memory, MB': middle((run) => run.memory),
    },
  }
}
