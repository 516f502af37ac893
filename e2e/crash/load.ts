import type { Chance } from '../simulation/world/chance.ts'
import { enrolSocketDevice, type SocketDevice } from '../stack/socket-device.ts'
import type { RoundTask } from './round-task.ts'

/** Devices that record pick after pick, whatever happens to their server. */
export type Load = {
  readonly devices: readonly SocketDevice[]
  /** Ids of all events that any of them holds an acknowledgement of. */
  readonly acknowledged: () => Set<string>
  /** Resolves when so many events are acknowledged. */
  readonly untilAcknowledged: (count: number) => Promise<void>
  /** Nobody records any more. */
  readonly stop: () => Promise<void>
  /** Connects the devices anew, as often as it takes until all are acknowledged. */
  readonly drain: (devices?: readonly SocketDevice[]) => Promise<void>
  readonly disconnect: () => Promise<void>
}

/** Between two picks of a device, ms: a trigger held down. */
const PACE_MS = [2, 12] as const
/**
 * A server that still commits what the last line brought answers the same events with `resync`; a device then begins anew. Each
 * attempt waits twice as long.
 */
const FIRST_ATTEMPT_MS = 1_000
const DRAINED_WITHIN_MS = 60_000
const LOOK_EVERY_MS = 2

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/**
 * Enrols devices, connects them and begins to record.
 * @param places where they connect, each with the worker whose device it is
 */
export async function startLoad(
  places: readonly { readonly url: string; readonly username: string; readonly pin: string }[],
  task: RoundTask,
  chance: Chance,
): Promise<Load> {
  const devices = await Promise.all(
    places.map(({ url, ...worker }) => enrolSocketDevice(url, worker, task.id)),
  )
  await Promise.all(devices.map((device) => device.connect()))
  let over = false
  const working = devices.map(async (device) => {
    while (!over) {
      await device.record({
        type: 'picked',
        task: task.id,
        line: chance.pick(task.lines),
        qty: 1000,
        way: 'trigger',
      })
      await pause(chance.between(...PACE_MS))
    }
  })
  const acknowledged = () => new Set(devices.flatMap((device) => [...device.acknowledged]))

  /** An attempt may fall into the next kill, or into a start that takes its time. */
  async function drainOne(device: SocketDevice): Promise<void> {
    const deadline = Date.now() + DRAINED_WITHIN_MS
    for (let patience = FIRST_ATTEMPT_MS; ; patience *= 2) {
      await device.disconnect()
      const settled = await device.connect().then(
        () => Promise.race([device.settled().then(() => true), pause(patience).then(() => false)]),
        () => pause(50).then(() => false),
      )
      if (settled) return
      if (Date.now() > deadline) throw new Error(`The device ${device.device} could not deliver its events.`)
    }
  }

  return {
    devices,
    acknowledged,
    untilAcknowledged: async (count) => {
      const deadline = Date.now() + DRAINED_WITHIN_MS
      while (acknowledged().size < count) {
        if (Date.now() > deadline) throw new Error(`${count} events are not acknowledged in time.`)
        await pause(LOOK_EVERY_MS)
      }
    },
    stop: async () => {
      over = true
      await Promise.all(working)
    },
    drain: async (some = devices) => {
      await Promise.all(some.map(drainOne))
    },
    disconnect: async () => {
      await Promise.all(devices.map((device) => device.disconnect()))
    },
  }
}
