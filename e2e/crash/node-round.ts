import type { Chance } from '../simulation/world/chance.ts'
import type { Cluster } from '../stack/cluster.ts'
import { openOffice } from '../stack/office.ts'
import { runCommand } from '../stack/run-command.ts'
import { startLoad } from './load.ts'
import { makeTask, readTask } from './round-task.ts'
import { atARandomMoment, placesAt, roundArticles } from './server-round.ts'
import { judgeLoad, missingIn, type RoundResult } from './tally.ts'

/**
 * Kills one of two servers on one Postgres while six devices pick, three at each. The other one must know at once all that either
 * had acknowledged; the devices of the killed one go on there.
 */
export async function nodeRound(cluster: Cluster, databaseUrl: string, chance: Chance): Promise<RoundResult> {
  const [dying, staying] = chance.odds(0.5) ? [cluster.north, cluster.south] : [cluster.south, cluster.north]
  const office = await openOffice(staying.url)
  const task = await makeTask(office, 't-1', roundArticles, 1_000)
  const load = await startLoad(placesAt([cluster.northFirst, cluster.southFirst]), task, chance)
  await atARandomMoment(chance, load.untilAcknowledged)
  await dying.kill()
  const promised = load.acknowledged()
  const broken = missingIn(await readTask(office, task.id), promised)

  await load.stop()
  await load.drain()
  await dying.restart()
  // Everybody once more, now also at the one that was away.
  await load.drain()
  await load.disconnect()
  const made = load.devices.flatMap((device) => device.made)
  const logs = await Promise.all(
    [staying, dying].map(async ({ url }) => readTask(await openOffice(url), task.id)),
  )
  const judged = logs.map((log) => judgeLoad(log, made))
  const proof = await runCommand('rebuild', ['--verify'], { DATABASE_URL: databaseUrl })
  return {
    acknowledged: load.acknowledged().size,
    toned: 0,
    lost: Math.max(broken.length, ...judged.map(({ lost }) => lost)),
    doubled: Math.max(...judged.map(({ doubled }) => doubled)),
    complaints: [
      ...(broken.length > 0 ? [`${broken.length} acknowledged events were unknown to the other server`] : []),
      ...judged.flatMap(({ complaints }) => complaints),
      ...(proof.code === 0 ? [] : [`the tables are not the fold of the log: ${proof.output.slice(0, 600)}`]),
    ],
  }
}
