import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buildFloor, DESK, type Floor } from './floor/warehouse.ts'
import { type Generator, startGenerator } from './load/start-generator.ts'
import type { Sighting } from './load/watch-load.ts'
import { cpuSeconds } from './process-usage.ts'
import {
  type BenchOptions,
  type BenchResult,
  median,
  medianRatio,
  percentile,
  type Row,
  round,
} from './result.ts'
import { startChildServer } from './sides/child-server.ts'
import { commitTimes, ourSide } from './sides/our-side.ts'

const WARM_UP = 3

type FanoutRun = {
  /** From the beginning of the write until a screen had it, ms: the commit itself is in it. */
  readonly desk: { readonly p50: number; readonly p99: number }
  readonly wall: { readonly p50: number; readonly p99: number }
  readonly cpu: number
  readonly pictures: number
  readonly deskBytes: number
  readonly wallBytes: number
  readonly wrong: readonly string[]
}
type Counts = { readonly desks: number; readonly walls: number }

/** `npm run bench -- fanout`: how long after the commit the desks and the screens on the wall show it. */
export async function run({ runs, quick, sizes, say }: BenchOptions): Promise<BenchResult> {
  const devices = sizes.devices ?? (quick ? 20 : 60)
  const rate = sizes.rate ?? (quick ? 20 : 167)
  const seconds = sizes.seconds ?? (quick ? 3 : 8)
  const counts = { desks: sizes.desks ?? 20, walls: sizes.walls ?? 50 }
  const folder = await mkdtemp(path.join(tmpdir(), 'magacin-fanout-'))
  await using generator = startGenerator()
  await using spectators = startGenerator()
  try {
    const template = path.join(folder, 'template.sqlite')
    const floor = await buildFloor(template, {
      ...{ devices, tasksPerTeam: 1, pieces: 1000, screens: counts.walls },
    })
    await generator.tell('prepareShift', { floor, rate, seconds: WARM_UP + seconds })
    const ours: FanoutRun[] = []
    const bare: FanoutRun[] = []
    for (let run = 0; run < runs; run++) {
      const own = await ourRun(template, floor, generator, spectators, counts)
      ours.push(own)
      bare.push(await bareRun(path.join(folder, `bare-${run}.sqlite`), own, generator, spectators, counts))
      say(`${run + 1}/${runs} ${JSON.stringify({ ours: own, bare: bare.at(-1) })}`)
    }
    const of = (all: readonly FanoutRun[], what: (run: FanoutRun) => number) => all.map(what)
    const desk = median(of(ours, (run) => run.desk.p99))
    const wall = median(of(ours, (run) => run.wall.p99))
    const worst = round(Math.max(desk, wall))
    const ratio = (what: (run: FanoutRun) => number) => round(medianRatio(of(ours, what), of(bare, what)))
    const deskRatio = ratio((run) => run.desk.p99)
    const wallRatio = ratio((run) => run.wall.p99)
    return {
      bench: 'fanout',
      invariants: {
        'every desk heard of every commit, every screen showed a picture later than the last': [
          ...ours,
          ...bare,
        ].every((each) => each.wrong.length === 0),
      },
      goals: [
        { goal: 'commit to browser p99 ≤ 50 ms', measured: worst, met: worst <= 50 },
        { goal: 'desks: p99 ≤ 2× of a bare commit and broadcast', measured: deskRatio, met: deskRatio <= 2 },
        { goal: 'wall: p99 ≤ 2× of a bare commit and broadcast', measured: wallRatio, met: wallRatio <= 2 },
      ],
      rows: [rowOf('Magacin Track', ours), rowOf('bare commit and ws broadcast', bare)],
      figures: {
        ...{ devices, rate, seconds, runs, ...counts },
        wrong: [...ours, ...bare].flatMap((each) => each.wrong).slice(0, 5),
      },
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function ourRun(
  template: string,
  floor: Floor,
  generator: Generator,
  spectators: Generator,
  counts: Counts,
): Promise<FanoutRun> {
  await using server = await ourSide(template, floor).start()
  const { url } = server
  const token = await deskToken(url)
  const screens = [
    ...Array.from({ length: counts.desks }, () => ({ path: '/api/events/stream', token })),
    ...floor.screens.map((each) => ({ path: '/api/tv/stream', token: each })),
  ]
  await spectators.tell('watch', { url, screens, bare: false })
  const { sightings, cpu } = await workWatched(server.pid(), 'ours', url, generator, spectators)
  await server.stop()
  const commits = await commitTimes(server.folder)
  return summarize(sightings, commits, cpu, counts)
}

async function bareRun(
  file: string,
  like: FanoutRun,
  generator: Generator,
  spectators: Generator,
  counts: Counts,
): Promise<FanoutRun> {
  const sizes = { DESK_BYTES: String(like.deskBytes), WALL_BYTES: String(like.wallBytes) }
  const server = await startChildServer('bare-broadcast-server.ts', { FILE: file, ...sizes })
  const url = `http://127.0.0.1:${server.port}`
  try {
    const paths = [
      ...Array.from({ length: counts.desks }, () => '/desk'),
      ...Array.from({ length: counts.walls }, () => '/wall'),
    ]
    const screens = paths.map((each) => ({ path: each, token: '' }))
    await spectators.tell('watch', { url, screens, bare: true })
    const { sightings, cpu } = await workWatched(server.pid, 'bare', url, generator, spectators)
    const commits = new Map(await server.ask<[number, number][]>('commits'))
    return summarize(sightings, commits, cpu, counts)
  } finally {
    await server.end('SIGKILL')
  }
}

async function workWatched(
  pid: number,
  protocol: 'ours' | 'bare',
  url: string,
  generator: Generator,
  spectators: Generator,
) {
  await generator.tell('beginShift', { protocol, url, deflate: false, warmUp: WARM_UP })
  await spectators.tell('seen', {})
  const before = cpuSeconds(pid)
  await generator.tell('workShift', {})
  // The last picture may be one pace behind.
  await new Promise((resolve) => setTimeout(resolve, 500))
  const cpu = round(cpuSeconds(pid) - before)
  const sightings = await spectators.tell('seen', {})
  await generator.tell('endShift', {})
  await spectators.tell('endWatch', {})
  return { sightings, cpu }
}

function summarize(
  sightings: readonly (readonly Sighting[])[],
  commits: ReadonlyMap<number, number>,
  cpu: number,
  { desks }: Counts,
): FanoutRun {
  const wrong: string[] = []
  const desk: number[] = []
  const wall: number[] = []
  let deskBytes = 0
  const heard = new Set<number>()
  for (const seen of sightings.slice(0, desks)) {
    const told = seen.filter((each) => each.seq !== undefined)
    deskBytes = Math.max(deskBytes, seen.reduce((sum, each) => sum + each.bytes, 0) / (told.length || 1))
    for (const { seq = 0, at } of told) {
      heard.add(seq)
      const committed = commits.get(seq)
      if (committed !== undefined) desk.push(at - committed)
    }
  }
  const measured = [...commits].filter(([seq]) => heard.has(seq))
  for (const [index, seen] of sightings.slice(0, desks).entries()) {
    const told = new Set(seen.map((each) => each.seq))
    const missed = measured.filter(([seq]) => !told.has(seq)).length
    if (missed > 0) wrong.push(`desk ${index} missed ${missed} commits`)
  }
  for (const [index, seen] of sightings.slice(desks).entries()) {
    const pictures = seen.filter((each) => each.taken !== undefined)
    let next = 0
    for (const [, committed] of measured) {
      while (next < pictures.length && (pictures[next]?.taken ?? 0) < committed) next += 1
      const picture = pictures[next]
      if (picture === undefined) {
        wrong.push(`screen ${index} never showed what was committed last`)
        break
      }
      wall.push(picture.at - committed)
    }
  }
  const pictures = sightings[desks]?.filter((each) => each.taken !== undefined) ?? []
  const both = (latencies: number[]) => ({
    p50: round(percentile(latencies, 0.5)),
    p99: round(percentile(latencies, 0.99)),
  })
  return {
    ...{ desk: both(desk), wall: both(wall), cpu, pictures: pictures.length, wrong },
    deskBytes: Math.round(deskBytes),
    wallBytes: Math.round(median(pictures.map((each) => each.bytes))),
  }
}

async function deskToken(url: string): Promise<string> {
  const answer = await fetch(`${url}/api/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...DESK, refresh: 'body' }),
  })
  const { access_token } = (await answer.json()) as { access_token: string }
  return access_token
}

function rowOf(side: string, all: readonly FanoutRun[]): Row {
  const middle = (what: (run: FanoutRun) => number) => median(all.map(what))
  return {
    side,
    figures: {
      'desk p50, ms': middle((run) => run.desk.p50),
      'desk p99, ms': middle((run) => run.desk.p99),
      'wall p50, ms': middle((run) => run.wall.p50),
      'wall p99, ms': middle((run) => run.wall.p99),
      pictures: middle((run) => run.pictures),
      'bytes of a picture': middle((run) => run.wallBytes),
      'server CPU, s': middle((run) => run.cpu),
    },
  }
}
