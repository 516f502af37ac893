// `npm run smoke`: two devices pick one task offline over real sockets, the server is killed right after the last
// acknowledgement; one line of JSON says what is left. Exit 0 only if nothing was lost, nothing doubled, and all agree.
import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import type { task as taskAnswer } from 'shared-schema/api/tasks.ts'
import { canonicalEvent } from 'shared-schema/domain/picking/canonical.ts'
import { collectTallies } from 'shared-schema/domain/picking/tallies.ts'
import type * as z from 'zod'
import { projectNode, repository } from '../setup/project-node.mjs'
import { assignSample } from '../stack/assigned-task.ts'
import { openOffice } from '../stack/office.ts'
import { enrolSocketDevice, type SocketDevice } from '../stack/socket-device.ts'
import { type RunningServer, startServer } from '../stack/start-server.ts'
import { workOffline } from './offline-shift.ts'

const EVENTS_EACH = 200

type Report = {
  events: number
  acknowledged: number
  in_log: number
  lost: number
  doubled: number
  converged: boolean
  exceptions: number
  seconds: number
}

async function smoke(): Promise<Report> {
  const began = performance.now()
  await using server = await startServer({ LOG_LEVEL: 'warn' })
  const before = await openOffice(server.url)
  const task = await assignSample(before)
  const { items } = await before.get<z.infer<typeof taskAnswer>>(`/api/zaduznice/${task.id}`)
  const lines = items.map(({ id }) => id)
  const ana = await enrolSocketDevice(server.url, { username: 'ana', pin: '1111' }, task.id)
  const luka = await enrolSocketDevice(server.url, { username: 'luka', pin: '2222' }, task.id)
  const devices = [ana, luka]

  // Both have met the server once; now there is no network, and they come from opposite ends of the hall.
  await Promise.all(devices.map((device) => device.connect()))
  await Promise.all(devices.map((device) => device.disconnect()))
  await workOffline(ana, task.id, lines, EVENTS_EACH)
  await workOffline(luka, task.id, lines.toReversed(), EVENTS_EACH)

  await Promise.all(devices.map((device) => device.connect()))
  await Promise.all(devices.map((device) => device.settled()))
  await server.kill()
  const acknowledged = new Set(devices.flatMap((device) => [...device.acknowledged]))
  await server.restart()
  await Promise.all(devices.map((device) => device.disconnect()))
  await Promise.all(devices.map((device) => device.connect()))

  const after = await openOffice(server.url)
  const stored = await after.get<z.infer<typeof taskAnswer>>(`/api/zaduznice/${task.id}`)
  const { items: exceptions } = await after.get<{ items: { task: string }[] }>('/api/exceptions?status=open')
  const made = devices.flatMap((device) => device.made)
  const inLog = new Set(stored.events.map(({ id }) => id))
  await Promise.all(devices.map((device) => device.disconnect()))
  return {
    events: made.length,
    acknowledged: acknowledged.size,
    in_log: inLog.size,
    lost: made.filter(({ id }) => !inLog.has(id)).length,
    doubled: stored.events.length - inLog.size + surplus(stored, made),
    converged: agree(devices, stored) && (await projectionsEqualLog(server)),
    exceptions: exceptions.filter((exception) => exception.task === task.id).length,
    seconds: Math.round(performance.now() - began) / 1000,
  }
}

/** Units that the server counts beyond what was scanned, in whole units: a scan counted twice. */
function surplus(stored: z.infer<typeof taskAnswer>, made: SocketDevice['made']): number {
  const scanned = collectTallies(made).picks.reduce((sum, pick) => sum + pick.qty, 0)
  const counted = stored.items.reduce((sum, line) => sum + line.picked, 0)
  return Math.max(0, (counted - scanned) / 1000)
}

/** Both devices show exactly the events of the log, content and all. */
function agree(devices: readonly SocketDevice[], stored: z.infer<typeof taskAnswer>): boolean {
  const content = (events: readonly Readonly<Record<string, unknown>>[]) =>
    events.map(canonicalEvent).sort().join('\n')
  const log = content(stored.events.map(({ body }) => body))
  return devices.every((device) => content(device.shown()) === log)
}

async function projectionsEqualLog(server: RunningServer): Promise<boolean> {
  const rebuild = path.join(repository, 'sync-server', 'src', 'rebuild.ts')
  return promisify(execFile)(projectNode(), [rebuild, '--verify', '--data-dir', server.dataDir]).then(
    () => true,
    (failure: { stdout?: string }) => {
      process.stderr.write(failure.stdout ?? String(failure))
      return false
    },
  )
}

const report = await smoke()
process.stdout.write(`${JSON.stringify(report)}\n`)
const sound = report.lost === 0 && report.doubled === 0 && report.converged && report.in_log === report.events
process.exitCode = sound && report.acknowledged === report.events ? 0 : 1
