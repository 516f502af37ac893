import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { buildFloor } from './floor/warehouse.ts'
import { type Generator, startGenerator } from './load/start-generator.ts'
import type { BenchOptions, BenchResult, Row } from './result.ts'
import { ourSide } from './sides/our-side.ts'
import { hocuspocusSide, yWebsocketSide } from './sides/peer-sides.ts'
import type { RunningSide, Side } from './sides/side.ts'
import { structsOf } from './work/content.ts'

type Audit = {
  readonly kills: number
  readonly made: number
  readonly confirmed: number
  /** Confirmed, and not on the disk after the kill. */
  readonly confirmedLost: number
  readonly shown: number
  /** Shown to a teammate, and not on the disk after the kill. */
  readonly shownLost: number
  /** What is wrong in the end, when all devices are back. */
  readonly wrong: readonly string[]
}

/** `npm run bench -- audit`: the server is killed every five seconds in mid-work; what it had confirmed is looked for on its disk. */
export async function run({ quick, sizes, say }: BenchOptions): Promise<BenchResult> {
  const devices = sizes.devices ?? (quick ? 20 : 500)
  const rate = sizes.rate ?? (quick ? 20 : 167)
  const kills = sizes.kills ?? (quick ? 1 : 4)
  const every = sizes.every ?? (quick ? 3 : 5)
  const folder = await mkdtemp(path.join(tmpdir(), 'magacin-audit-'))
  await using generator = startGenerator()
  try {
    const template = path.join(folder, 'template.sqlite')
    const floor = await buildFloor(template, { devices, tasksPerTeam: 1, pieces: 100, screens: 0 })
    await generator.tell('prepareShift', { floor, rate, seconds: (kills + 1) * (every + 6) })
    const ours = ourSide(template, floor)
    const sides = [ours, hocuspocusSide(), hocuspocusSide(0), yWebsocketSide(false), yWebsocketSide(true)]
    const audits = new Map<Side, Audit>()
    for (const side of sides) {
      const audit = await auditOnce(side, generator, kills, every)
      audits.set(side, audit)
      say(`${side.name}: ${JSON.stringify(audit)}`)
    }
    const own = audits.get(ours)
    const lost = own?.confirmedLost ?? Number.NaN
    const shownLost = own?.shownLost ?? Number.NaN
    return {
      bench: 'audit',
      invariants: {
        'in the end every pick is in our log once, and the tables equal it': own?.wrong.length === 0,
        'our server confirmed picks in every life': (own?.confirmed ?? 0) > 0,
      },
      goals: [
        { goal: 'confirmed and lost: 0', measured: lost, met: lost === 0 },
        { goal: 'shown to a teammate and lost: 0', measured: shownLost, met: shownLost === 0 },
      ],
      rows: [...audits].map(([side, audit]): Row => {
        const { kills: times, made, confirmed, confirmedLost, shown, shownLost: gone } = audit
        const confirms = side.protocol !== 'y-websocket'
        return {
          side: side.name,
          figures: {
            kills: times,
            'picks made': made,
            confirmed: confirms ? confirmed : '—',
            'confirmed and lost': confirms ? confirmedLost : '—',
            'shown to the teammate': shown,
            'shown and lost': gone,
            durability: side.durability,
          },
        }
      }),
      figures: { devices, rate, kills, every, wrong: [...audits.values()].flatMap((audit) => audit.wrong) },
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function auditOnce(side: Side, generator: Generator, kills: number, every: number): Promise<Audit> {
  await using server = await side.start()
  const inMemoryOnly = side.protocol === 'y-websocket' && side.durability.includes('stores nothing')
  let confirmedLost = 0
  let shownLost = 0
  await generator.tell('beginAudit', { protocol: side.protocol, url: server.url, deflate: false })
  for (let kill = 0; kill < kills; kill++) {
    await pause(every * 1000)
    // What is claimed is read before the kill: whatever is confirmed after this line is not asked about.
    const claims = await generator.tell('claims', {})
    await server.kill()
    const stored = inMemoryOnly ? new Set<string>() : await storedOn(server)
    confirmedLost += claims.confirmed.filter((id) => !stored.has(id)).length
    shownLost += claims.shown.filter((id) => !stored.has(id)).length
    await server.restart()
  }
  const claims = await generator.tell('endAudit', {})
  await server.settled()
  await server.stop()
  const stored = await storedOn(server)
  const missing = claims.made.filter((id) => !stored.has(id)).length
  return {
    kills,
    made: claims.made.length,
    ...{ confirmed: claims.confirmed.length, confirmedLost, shown: claims.shown.length, shownLost },
    wrong: [
      ...(missing > 0 ? [`${side.name}: ${missing} picks missing in the end`] : []),
      ...(await server.damage()),
    ],
  }
}

async function storedOn(server: RunningSide): Promise<Set<string>> {
  const ids = new Set<string>()
  await server.documents((_task, update) => {
    for (const { key } of structsOf(update)) ids.add(key)
  })
  return ids
}
