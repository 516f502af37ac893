import { recordDeviceLogin } from '../../sync-server/src/storage/devices.ts'
import type { Write } from '../../sync-server/src/storage/store.ts'
import { cancelTask, reassignTask } from '../../sync-server/src/storage/task-plans.ts'
import { type Ledger, makeLedger } from './check/ledger.ts'
import { type Handheld, makeHandheld } from './device/handheld.ts'
import { type Attacker, makeAttacker } from './hostile/attacker.ts'
import type { Seams } from './planted/seams.ts'
import { makeServerHost, type Server, type ServerHost } from './server/server.ts'
import { makeServerDisk } from './server/server-disk.ts'
import { addDevice, addTask, firstTasks, HOSTILE, handhelds, SUPERVISOR } from './server/warehouse-image.ts'
import { makeNetwork, type Network } from './world/network.ts'
import { makeWorld, type World } from './world/world.ts'

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
  readonly backup: () => void
  readonly restore: () => Promise<void>
  /** Something done at the desk; left undone when the server is not there or fails. */
  readonly desk: (work: (server: Server) => Promise<unknown>) => Promise<void>
  readonly write: (work: (tx: Write) => Promise<unknown>) => Promise<void>
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
  })
  const host = makeServerHost(world, network, disk, seams)
  const ledger = makeLedger(
    world,
    () => disk,
    (name) => (name === HOSTILE ? HOSTILE : (all.find((each) => each.name === name)?.device() ?? '')),
  )
  host.commits(ledger.committed)
  const watching: Seams = {
    ...seams,
    log: (log) =>
      seams.log({
        ...log,
        record: (events, from, at) => {
          ledger.minted(events)
          return log.record(events, from, at)
        },
      }),
  }
  const all = handhelds.map(({ name }) => makeHandheld(world, network, host, watching, name))
  const tasks = new Map<string, DeskTask>(
    firstTasks.map(({ task, workers }, at) => [
      task,
      { number: at + 1, workers, cancelled: false, unsure: false },
    ]),
  )
  const enrolled = new Map<string, string>(handhelds.map(({ device, worker }) => [device, worker]))
  const rolledBack = new Set<string>()
  let image1: Buffer | undefined
  let restored = false
  let reenrolled = 0

  async function desk(work: (server: Server) => Promise<unknown>): Promise<void> {
    const server = host.running()
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
    const held = new Set(all.flatMap((each) => [...each.disk.stored().events.keys()]))
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
        await addDevice(tx, device)
        await recordDeviceLogin(tx, device, worker)
      }
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

  const lab: Lab = {
    ...{ world, network, host, handhelds: all, ledger, tasks, rolledBack, desk, write, destroyed },
    attacker: makeAttacker(world, network, disk, ledger),
    hostileDevices: new Set([HOSTILE]),
    restored: () => restored,
    backup: () => {
      if (disk.idle()) image1 = disk.backup()
    },
    restore: async () => {
      if (image1 === undefined) return
      faults.met('server_restored_from_backup')
      host.kill(false)
      disk.restore(image1, seams.newEpoch)
      restored = true
      destroyed()
      await host.start(redo)
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
      await host.start()
      for (const handheld of all) if (handheld.tabs().length === 0) await handheld.openTab()
      await world.pass(60_000)
      // Who signed in without a network is known on the device only: the next sign-in with one settles it.
      for (const handheld of all) {
        for (const worker of authorsOn(handheld)) {
          const known = disk.read(
            'select 1 from device_logins where device = ? and person = ?',
            handheld.device(),
            worker,
          )
          if (known.length > 0) continue
          await handheld.signIn(worker)
          await world.pass(5_000)
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
