import { demoPeople, demoTeams } from '../../../sync-server/src/demo/people.ts'
import { kotorCsv } from '../../../sync-server/src/testing/documents.ts'
import { openOffice } from '../../stack/office.ts'
import { enrolSocketDevice, type SocketDevice } from '../../stack/socket-device.ts'

/** More than anybody picks here, so that no pick is an exception. */
const REQUESTED = '100000'

/** Two devices of one team with one task, each at a server of its own. */
export type Pair = {
  readonly task: string
  readonly line: string
  readonly north: SocketDevice
  readonly south: SocketDevice
}

/** @param seen hears of every event that the other device of a pair shows */
export async function pairsAtWork(
  count: number,
  servers: { readonly north: string; readonly south: string },
  seen: (id: string) => void,
): Promise<Pair[]> {
  const office = await openOffice(servers.north)
  const pairs: Pair[] = []
  for (let n = 0; n < count; n++) {
    const team = demoTeams[n % demoTeams.length]
    if (team === undefined) throw new Error('The demo has no teams.')
    const csv = kotorCsv([['200432', REQUESTED]], `25-20CT-${String(700_000 + n)}`)
    const { documents } = await office.upload<{ documents: { requisition: string }[] }>(
      `${n}.csv`,
      new TextEncoder().encode(csv),
    )
    const requisition = documents[0]?.requisition ?? ''
    const { tasks } = await office.post<{ tasks: string[] }>(`/api/trebovanja/${requisition}/assign`, {
      parts: [{ team: team.id }],
    })
    const task = tasks[0] ?? ''
    const { items } = await office.get<{ items: { id: string }[] }>(`/api/zaduznice/${task}/items`)
    const [first, second] = team.members.map(loginOf)
    if (first === undefined || second === undefined) throw new Error(`Team ${team.id} is not two people.`)
    const shown = (event: { id: string }) => seen(event.id)
    const north = await enrolSocketDevice(servers.north, first, task, shown)
    const south = await enrolSocketDevice(servers.south, second, task, shown)
    await Promise.all([north.connect(), south.connect()])
    pairs.push({ task, line: items[0]?.id ?? '', north, south })
  }
  return pairs
}

function loginOf(person: string): { username: string; pin: string } {
  const found = demoPeople.find(({ id }) => id === person)
  if (found?.pin === undefined) throw new Error(`${person} has no PIN.`)
  return { username: found.username, pin: found.pin }
}
