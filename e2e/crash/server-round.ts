import type { Chance } from '../simulation/world/chance.ts'
import { openOffice } from '../stack/office.ts'
import { runCommand } from '../stack/run-command.ts'
import type { RunningServer } from '../stack/start-server.ts'
import type { CrashPhone } from './crash-phone.ts'
import { startLoad } from './load.ts'
import { makeTask, readTask } from './round-task.ts'
import { judgeLoad, missingIn, type RoundResult } from './tally.ts'

/** Articles of the demo that a round's document asks for. */
export const roundArticles = [
  { ident: '200431', name: 'Jastuk KING' },
  { ident: '200432', name: 'Jastuk KING putni' },
  { ident: '200118', name: 'Klub sto RIVA sonoma' },
] as const

const team = [
  { username: 'ana', pin: '1111' },
  { username: 'luka', pin: '2222' },
] as const
const DEVICES = 6
const PULLS_OF_THE_PHONE = 5

/** The places of a load: Ana's and Luka's devices by turns, behind these addresses by turns. */
export function placesAt(urls: readonly string[]) {
  return Array.from({ length: DEVICES }, (_, at) => ({
    ...(team[at % team.length] ?? team[0]),
    url: urls[Math.floor(at / team.length) % urls.length] ?? '',
  }))
}

/** When in the flow of events something is killed: at some moment, or right after some acknowledgement. */
export async function atARandomMoment(
  chance: Chance,
  untilAcknowledged: (count: number) => Promise<void>,
): Promise<void> {
  await untilAcknowledged(1)
  if (chance.odds(0.5)) await untilAcknowledged(chance.between(2, 150))
  else await new Promise((resolve) => setTimeout(resolve, chance.between(0, 700)))
}

/**
 * Kills the server in the midst of the picks of six devices and, where there is one, a phone with a real browser. What it had
 * acknowledged must be on its disk before any device has said a word; then all deliver the rest.
 */
export async function serverRound(
  server: RunningServer,
  chance: Chance,
  phone: CrashPhone | undefined,
): Promise<RoundResult> {
  const task = await makeTask(await openOffice(server.url), 't-1', roundArticles, 1_000)
  const load = await startLoad(placesAt([server.url]), task, chance)
  const pulling = phone?.pull(PULLS_OF_THE_PHONE)
  await atARandomMoment(chance, load.untilAcknowledged)
  await server.kill()
  const promised = load.acknowledged()
  await new Promise((resolve) => setTimeout(resolve, chance.between(0, 200)))
  await load.stop()
  await pulling
  await load.disconnect()

  await server.restart()
  const office = await openOffice(server.url)
  const broken = missingIn(await readTask(office, task.id), promised)
  await load.drain()
  await load.disconnect()
  const log = await readTask(office, task.id)
  const judged = judgeLoad(
    log,
    load.devices.flatMap(({ made }) => made),
  )
  const onThePhone = await phone?.settle(office)
  const proof = await runCommand('rebuild', ['--verify', '--data-dir', server.dataDir])
  return {
    acknowledged: load.acknowledged().size,
    toned: onThePhone?.toned ?? 0,
    lost: Math.max(judged.lost, broken.length) + (onThePhone?.lost ?? 0),
    doubled: judged.doubled + (onThePhone?.doubled ?? 0),
    complaints: [
      ...(broken.length > 0
        ? [`${broken.length} acknowledged events were not on the disk of the killed server`]
        : []),
      ...judged.complaints,
      ...(onThePhone?.complaints ?? []),
      ...(proof.code === 0 ? [] : [`the tables are not the fold of the log: ${proof.output.slice(0, 600)}`]),
    ],
  }
}
