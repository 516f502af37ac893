import type { Deadline, Stored } from '../device/device-disk.ts'
import type { Handheld } from '../device/handheld.ts'
import type { Lab } from '../lab.ts'
import { people } from '../server/warehouse-image.ts'
import type { Cut } from '../world/network.ts'
import type { Action } from './actions.ts'
import { deskActions } from './desk-actions.ts'
import type { Step } from './step.ts'
import { handheldOf, workActions } from './work-actions.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const cuts: readonly Cut[] = [
  'drop',
  'mid_frame',
  'mid_frame',
  'late',
  'late',
  'one_way_up',
  'one_way_down',
  'half_open',
]
const deadlines: readonly Deadline[] = ['before_oncomplete', 'after_oncomplete', 'before_send']

/** A pick, so that there is something under way when the fault strikes. */
const pickNow = async (lab: Lab, step: Step) => workActions.pick?.run(lab, step)

async function reopen(lab: Lab, handheld: Handheld): Promise<void> {
  for (const tab of handheld.tabs()) handheld.kill(tab)
  await handheld.openTab()
  await lab.world.pass(10)
}

const snapshots = new WeakMap<Handheld, Stored>()

export const deviceFaults: Readonly<Record<string, Action>> = {
  cut: {
    weight: 6,
    common: true,
    run: async (lab, step) => {
      await pickNow(lab, step)
      // Long enough for the frame to be on its way, short enough for it to be there still.
      await lab.world.pass(step.c % 30)
      lab.network.cut(handheldOf(lab, step.a).name, cuts[step.c % cuts.length] ?? 'drop')
    },
  },
  duplicates: {
    weight: 2,
    run: async (lab, step) => {
      lab.network.radio(handheldOf(lab, step.a).name).duplicates = [0, 0.3, 1][step.b % 3] ?? 0
    },
  },
  slow_radio: {
    weight: 2,
    run: async (lab, step) => {
      const ranges: readonly (readonly [number, number])[] = [
        [2, 30],
        [50, 800],
        [500, 4_000],
      ]
      lab.network.radio(handheldOf(lab, step.a).name).latency = ranges[step.b % 3] ?? [2, 30]
    },
  },
  radio: {
    weight: 4,
    run: async (lab, step) => {
      const { name } = handheldOf(lab, step.a)
      const radio = lab.network.radio(name)
      radio.on = !radio.on
      if (!radio.on) lab.network.cut(name, step.b % 2 === 0 ? 'drop' : 'half_open')
    },
  },
  hours: {
    weight: 2,
    run: async (lab, step) => {
      const handheld = handheldOf(lab, step.a)
      await pickNow(lab, step)
      await lab.world.pass(step.c % 20)
      const busy = handheld.front()?.replica?.unsent.get().count ?? 0
      if (busy > 0) lab.world.faults.met('delay_of_hours')
      lab.world.clock.jump((1 + (step.b % 20)) * HOUR)
    },
  },
  storm: {
    weight: 2,
    run: async (lab, step) => {
      lab.world.faults.met('storm')
      for (const { name } of lab.handhelds) {
        lab.network.radio(name).on = false
        lab.network.cut(name, 'drop')
      }
      for (let at = 0; at < lab.handhelds.length * 2; at++) {
        await workActions.pick_many?.run(lab, { ...step, a: step.a + at, c: step.c + at })
        await lab.world.pass(30)
      }
      for (const { name } of lab.handhelds) lab.network.radio(name).on = true
    },
  },
  fortnight: {
    weight: 2,
    run: async (lab, step) => {
      // Only what is over is forgotten, so something is cancelled before, and seen by all.
      await deskActions.cancel?.run(lab, step)
      await lab.world.pass(6_000)
      lab.world.clock.jump((14 + (step.b % 3)) * DAY)
      await lab.world.pass(step.c % 3_000)
      if (step.c % 3 === 0) await reopen(lab, handheldOf(lab, step.a))
    },
  },
  kill_device: {
    weight: 4,
    run: async (lab, step) => {
      const handheld = handheldOf(lab, step.a)
      if (handheld.tabs().length === 0) await handheld.openTab()
      handheld.dieAt(deadlines[step.c % deadlines.length])
      await pickNow(lab, step)
      await lab.world.until(() => !handheld.armed(), 200)
      await lab.world.pass(step.b % 3_000)
      handheld.dieAt(undefined)
      await reopen(lab, handheld)
    },
  },
  reload: {
    weight: 2,
    run: async (lab, step) => {
      await pickNow(lab, step)
      await reopen(lab, handheldOf(lab, step.a))
    },
  },
  storage_fails: {
    weight: 3,
    run: async (lab, step) => {
      const handheld = handheldOf(lab, step.a)
      const mood = step.b % 2 === 0 ? 'aborts' : 'full'
      handheld.disk.mood = mood
      lab.world.faults.met(mood === 'full' ? 'device_storage_full' : 'device_storage_aborted')
      await pickNow(lab, step)
      await lab.world.pass(20 + (step.c % 2_000))
      handheld.disk.mood = 'well'
    },
  },
  storage_snapshot: {
    weight: 2,
    run: async (lab, step) => {
      const handheld = handheldOf(lab, step.a)
      snapshots.set(handheld, handheld.snapshot())
    },
  },
  storage_rolled_back: {
    weight: 2,
    run: async (lab, step) => {
      const handheld = handheldOf(lab, step.a)
      const before = snapshots.get(handheld)
      snapshots.delete(handheld)
      if (before === undefined) return
      if ((before.meta.get('device') as { device: string }).device !== handheld.device()) return
      lab.world.faults.met('device_storage_rolled_back')
      lab.rolledBack.add(handheld.device())
      for (const tab of handheld.tabs()) handheld.kill(tab)
      handheld.disk.replace(before)
      lab.destroyed()
      await reopen(lab, handheld)
    },
  },
  storage_wiped: {
    weight: 1,
    run: async (lab, step) => {
      const handheld = handheldOf(lab, step.a)
      if (lab.host.running() === undefined) return
      lab.world.faults.met('device_storage_wiped')
      const former = handheld.device()
      for (const tab of handheld.tabs()) handheld.kill(tab)
      handheld.wipe()
      lab.destroyed()
      // A stolen one is revoked; one that fell into the water nobody cares about.
      if (step.b % 3 === 0) await lab.revoke(former)
      // What it made stays held from now on, and nobody is left to ask for it.
      if (lab.isRevoked(former)) lab.gone.add(former)
      await lab.enrolAnew(handheld)
      await handheld.openTab()
    },
  },
  carried: {
    weight: 2,
    run: async (lab, step) => {
      const from = handheldOf(lab, step.a)
      const to = handheldOf(lab, step.a + 1 + (step.b % 3))
      lab.network.radio(from.name).on = false
      lab.network.cut(from.name, 'drop')
      await pickNow(lab, step)
      await lab.world.pass(10 + (step.c % 20))
      if ((await to.takeIn(from)) === 0) return
      lab.world.faults.met('events_carried_by_hand')
      if (step.c % 3 === 0) {
        lab.world.faults.met('device_lost_after_its_events_were_carried')
        await deviceFaults.storage_wiped?.run(lab, { ...step, b: 1 })
      }
      lab.network.radio(from.name).on = step.c % 2 === 0
    },
  },
  clock: {
    weight: 2,
    run: async (lab, step) => {
      const handheld = handheldOf(lab, step.a)
      const by = step.b % 2 === 0 ? DAY : -DAY
      lab.world.faults.met(by > 0 ? 'clock_plus_a_day' : 'clock_minus_a_day')
      handheld.skew = handheld.skew === 0 ? by : 0
      await pickNow(lab, step)
    },
  },
  second_tab: {
    weight: 2,
    run: async (lab, step) => {
      const handheld = handheldOf(lab, step.a)
      if (handheld.tabs().length === 1) {
        await handheld.openTab()
        lab.world.faults.met('two_tabs')
        await lab.world.pass(step.b % 4_000)
        await pickNow(lab, step)
        return
      }
      const [first] = handheld.tabs()
      if (first !== undefined) handheld.kill(first)
    },
  },
  change_worker: {
    weight: 2,
    run: async (lab, step) => {
      const handheld = handheldOf(lab, step.a)
      const own = `p-${handheld.name}`
      const other = own === 'p-marko' ? 'p-luka' : 'p-marko'
      const now = handheld.front()?.replica?.signedIn.get()?.worker
      if ((handheld.front()?.replica?.unsent.get().count ?? 0) > 0)
        lab.world.faults.met('worker_change_in_mid_queue')
      await handheld.signIn(now === own && people.some(({ id }) => id === other) ? other : own)
      await lab.world.pass(step.b % 2 === 0 ? 50 : 5_000)
      await pickNow(lab, step)
    },
  },
  broken_code: {
    weight: 1,
    run: async (lab, step) => {
      handheldOf(lab, step.a).missigns = 1
      await pickNow(lab, step)
      handheldOf(lab, step.a).missigns = 0
    },
  },
}
