import { pino } from 'pino'
import type { StoredParcel } from '../../client/src/replica/device-log/stored-meta.ts'
import { createEnrolment } from '../../sync-server/src/auth/enrolment.ts'
import { archiveTasks } from '../../sync-server/src/jobs/archive-tasks.ts'
import { withoutRest } from '../../sync-server/src/jobs/pace.ts'
import { recordDeviceLogin, revokeDevice } from '../../sync-server/src/storage/devices.ts'
import type { Write } from '../../sync-server/src/storage/store.ts'
import { cancelTask, reassignTask } from '../../sync-server/src/storage/task-plans.ts'
import { type Ledger, makeLedger } from './check/ledger.ts'
import { stillWaiting } from './check/s10-queues-drain.ts'
import { type Handheld, makeHandheld } from './device/handheld.ts'
import { type Attacker, makeAttacker } from './hostile/attacker.ts'
import type { Seams } from './planted/seams.ts'
import { makeServerHost, type ServerHost } from './server/server.ts'
import { makeServerDisk } from './server/server-disk.ts'
import type { Server } from './server/server-process.ts'
import { addDevice, addTask, firstTasks, HOSTILE, handhelds, SUPERVISOR } from './server/warehouse-image.ts'
import { makeNetwork, type Network } from './world/network.ts'
import { makeWorld, type World } from './world/world.ts'

/** As the server comes. */
const KEEPING = { archiveAfter: 30, hideDevicesAfter: 90 }

/** What the desk has decided about a task, kept to do it again after a restore. */
export type DeskTask = {
  readonly number: number
  workers: readonly string[]
  cancelled: boolean
  /** The desk saw an error when it last gave the task to others, and does not know whether it was done. */
  unsure: boolean
}

/** One world with everything in it. */
export type Lab = {
  readonly world: World
  readonly network: Network
  readonly host: ServerHost
  readonly handhelds: readonly Handheld[]
  readonly ledger: Ledger
  readonly attacker: Attacker
  readonly hostileDevices: ReadonlySet<string>
  readonly tasks: Map<string, DeskTask>
  /** Devices whose numbers may come twice: their storage was taken back. */
  readonly rolledBack: Set<string>
  readonly restored: () => boolean
  /** The epoch of the history that the last restore went back into. */
  readonly epochOfBackup: () => string
  readonly backup: () => void
  readonly restore: () => Promise<void>
  /** Something done at the desk; left undone when the server is not there or fails. */
  readonly desk: (work: (server: Server) => Promise<unknown>) => Promise<void>
  readonly write: (work: (tx: Write) => Promise<unknown>) => Promise<void>
  /** The nightly job that archives what is long over. */
  readonly archive: () => Promise<void>
  /** A supervisor revokes the device; it goes on picking. */
  readonly revoke: (device: string) => Promise<void>
  /** A supervisor shows it a code, and the device comes back as the one it was. */
  readonly connectAgain: (handheld: Handheld) => Promise<void>
  readonly isRevoked: (device: string) => boolean
  /** Revoked for good: nobody has this device any more, so what it made and others bring stays held. */
  readonly gone: Set<string>
  /** Enrols a wiped handheld as a new device. */
  readonly enrolAnew: (handheld: Handheld) => Promise<void>
  /** Data was destroyed: what is nowhere any more is not expected any more. */
  readonly destroyed: () => void
  /** All faults stop, everything is on and connected. */
  readonly heal: () => Promise<void>
  readonly close: () => void
}

export async function openLab(seed: number, image: Buffer, seams: Seams): Promise<Lab> {
  const world = makeWorld(seed)
  const { clock, faults } = world
  const disk = makeServerDisk(world, image)
  const network = makeNetwork(world, {
    toDevice: (handheld, frame) => ledger.toDevice(handheld, frame),
    endedByServer: (handheld, code) => {
      if (handheld === HOSTILE) return
      if (code === 4426) faults.met('app_too_old')
      if (code === 4401) faults.met('device_revoked')
    },
  })
  const host = makeServerHost(world, network, disk, seams)
  const ledger = makeLedger(
    world,
    disk,
    () => host.database()?.backAt() ?? 0,
    (name) => (name === HOSTILE ? HOSTILE : (all.find((each) => each.name === name)?.device() ?? '')),
  )
  host.commits(ledger.committed)
  const watching = (handheld: () => Handheld): Seams => ({
    ...seams,
    log: (log) =>
      seams.log({
        ...log,
        record: (events, from, at) => {
          ledger.minted(events)
          return log.record(events, from, at)
        },
        forget: (events) => {
          ledger.forgotten(handheld(), events)
          return log.forget(events)
        },
      }),
  })
  const all = handhelds.map(({ name }): Handheld => {
    const made: Handheld = makeHandheld(
      world,
      network,
      host,
      watching(() => made),
      name,
    )
    return made
  })
  const tasks = new Map<string, DeskTask>(
    firstTasks.map(({ task, workers }, at) => [
      task,
      { number: at + 1, workers, cancelled: false, unsure: false },
    ]),
  )
  const enrolled = new Map<string, string>(handhelds.map(({ device, worker }) => [device, worker]))
  const revoked = new Set<string>()
  const gone = new Set<string>()
  const rolledBack = new Set<string>()
  let image1: Buffer | undefined
  let restored = false
  let [epochOfImage, epochOfBackup] = ['', '']
  let reenrolled = 0

  async function desk(work: (server: Server) => Promise<unknown>): Promise<void> {
    const servers = host.servers()
    const server = servers.length > 1 ? world.chance.pick(servers) : servers[0]
    if (server === undefined) return
    let over = false
    await world.act(server.actor, () => {
      work(server)
        // The desk sees an error and tries again another time.
        .catch(() => undefined)
        .finally(() => {
          over = true
        })
    })
    await world.until(() => over || !server.actor.alive, 5_000)
  }

  const write = (work: (tx: Write) => Promise<unknown>) => desk((server) => server.store.write(work))

  function destroyed(): void {
    const held = new Set(
      all.flatMap(({ disk: { stored } }) => [
        ...stored().events.keys(),
        ...[...stored().meta].flatMap(([key, value]) =>
          key.startsWith('carried/') ? (value as StoredParcel).events.map(({ id }) => id) : [],
        ),
      ]),
    )
    ledger.destroyed(held, new Set(disk.committed.keys()))
  }

  /** The desk does again what the backup has not seen: devices, sign-ins, tasks and who works on them. */
  async function redo(server: Server): Promise<void> {
    await server.store.write(async (tx) => {
      for (const [device, worker] of enrolled) {
        const known = await tx.sql
          .selectFrom('devices')
          .select('id')
          .where('id', '=', device)
          .executeTakeFirst()
        if (known !== undefined) continue
        // Of one that nobody has any more, nobody thinks; what it made is proven by its code.
        if (!all.some((each) => each.device() === device)) continue
        await addDevice(tx, device)
        await recordDeviceLogin(tx, device, worker)
      }
      for (const device of revoked) if (!isRevoked(device)) await revokeDevice(tx, device)
      for (const [task, { number, workers, cancelled }] of tasks) {
        const known = await tx.sql
          .selectFrom('tasks')
          .select(['id', 'cancelled_at'])
          .where('id', '=', task)
          .executeTakeFirst()
        if (known === undefined) await addTask(tx, task, number, workers)
        else await reassignTask(tx, task, { team: null, workers })
        if (cancelled && (known?.cancelled_at ?? null) === null) await cancelTask(tx, task, SUPERVISOR)
      }
    })
  }

  function isRevoked(device: string): boolean {
    const rows = disk.read<{ at: number | null }>('select revoked_at as at from devices where id = ?', device)
    return rows.some(({ at }) => at !== null)
  }

  async function connectAgain(handheld: Handheld): Promise<void> {
    const device = handheld.device()
    const wasRevoked = isRevoked(device)
    let code: string | undefined
    await desk(async ({ store }) => {
      code = (await createEnrolment(store, { kind: 'handheld', by: SUPERVISOR })).code
    })
    if (code === undefined) return
    await handheld.connectAgain(code)
    await world.pass(2_000)
    if (!wasRevoked || isRevoked(device)) return
    revoked.delete(device)
    faults.met('device_connected_again')
  }

  const lab: Lab = {
    ...{ isRevoked, connectAgain, gone },
    archive: () =>
      desk(async ({ store }) => {
        const { archived } = await archiveTasks(store, KEEPING, pino({ level: 'silent' }), withoutRest)
        for (let each = 0; each < archived; each++) faults.met('task_archived')
        const rows = disk.read<{ id: string }>('select id from tasks where archived_at is not null')
        ledger.archived(rows.map(({ id }) => id))
      }),
    revoke: async (device) => {
      await desk(async (server) => {
        await server.store.write((tx) => revokeDevice(tx, device))
        server.lines.revoke(device)
      })
      if (isRevoked(device)) revoked.add(device)
    },
    ...{ world, network, host, handhelds: all, ledger, tasks, rolledBack, desk, write, destroyed },
    attacker: makeAttacker(world, network, host, ledger),
    hostileDevices: new Set([HOSTILE]),
    restored: () => restored,
    epochOfBackup: () => epochOfBackup,
    backup: () => {
      if (!disk.idle()) return
      image1 = disk.backup()
      epochOfImage =
        disk.read<{ value: string }>("select value from meta where key = 'epoch'")[0]?.value ?? ''
    },
    restore: async () => {
      if (image1 === undefined) return
      faults.met('server_restored_from_backup')
      host.kill(false)
      disk.restore(image1, seams.newEpoch)
      epochOfBackup = epochOfImage
      restored = true
      destroyed()
      let redone = false
      await host.start(async (server) => {
        if (redone) return
        await redo(server)
        redone = true
      })
    },
    enrolAnew: async (handheld) => {
      const old = handhelds.find(({ name }) => name === handheld.name)
      const worker = old?.worker ?? ''
      const device = `d-${handheld.name}-${++reenrolled + 1}`
      enrolled.set(device, worker)
      await write(async (tx) => {
        await addDevice(tx, device)
        await recordDeviceLogin(tx, device, worker)
      })
      await handheld.enrol(device, [worker, 'p-marko'])
    },
    heal: async () => {
      for (const handheld of all) {
        handheld.dieAt(undefined)
        handheld.disk.mood = 'well'
        const radio = network.radio(handheld.name)
        radio.on = true
        radio.duplicates = 0
        radio.latency = [2, 30]
      }
      disk.full(false)
      host.spare()
      const database = host.database()
      if (database !== undefined) {
        database.away(false)
        database.loseNotices = 0
        database.loseAnswer = false
      }
      if (host.age.size > 0) {
        host.age = new Set()
        host.kill(false)
      }
      await host.start()
      for (const handheld of all) {
        if (handheld.protocol !== undefined) for (const tab of handheld.tabs()) handheld.kill(tab)
        handheld.protocol = undefined
        if (handheld.tabs().length === 0) await handheld.openTab()
      }
      // A device that was turned away asks again after a minute.
      await world.until(() => all.every((each) => stillWaiting(each) === undefined), 70_000)
      for (const handheld of all) {
        // The answer to an earlier code may have been lost, and the credential in it.
        const turnedAway = handheld.front()?.replica?.connection.get().blocked !== undefined
        if (turnedAway || isRevoked(handheld.device())) await connectAgain(handheld)
      }
      // Who signed in without a network is known on the device only: the next sign-in with one settles it.
      for (const handheld of all) {
        for (const worker of authorsOn(handheld)) {
          const known = () =>
            disk.read(
              'select 1 from device_logins where device = ? and person = ?',
              handheld.device(),
              worker,
            ).length > 0
          // A sign-in that a slow server does not answer in time is one without a network; people try again.
          for (let tries = 0; tries < 3 && !known(); tries++) {
            await handheld.signIn(worker)
            await world.pass(5_000)
          }
        }
      }
    },
    close: () => disk.close(),
  }
  for (const [at, handheld] of all.entries()) {
    const { device, worker } = handhelds[at] ?? { device: '', worker: '' }
    // A second worker can unlock each handheld without the server having heard of it.
    await handheld.enrol(device, [worker, worker === 'p-marko' ? 'p-luka' : 'p-marko'])
  }
  await host.start()
  for (const handheld of all) await handheld.openTab()
  await world.pass(3_000)
  clock.as({ name: 'start', alive: true }, () => {})
  return lab
}

function authorsOn(handheld: Handheld): Set<string> {
  const device = handheld.device()
  return new Set(
    [...handheld.disk.stored().events.values()].flatMap(({ event }) =>
      event.device === device ? [event.by] : [],
    ),
  )
}
