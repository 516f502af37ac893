import type { TaskPlan } from 'shared-schema/domain/picking/task.ts'
import { loadPlans } from '../../../sync-server/src/projections/task-plan.ts'
import { tasksOnDevice } from '../../../sync-server/src/storage/down-channel.ts'
import type { Handheld } from '../device/handheld.ts'
import type { Lab } from '../lab.ts'
import type { ServerDisk } from '../server/server-disk.ts'
import type { Server } from '../server/server-process.ts'

/** Another server of the same database may hear of a revocation by looking only, ms. */
const REVOKED_WITHIN_MS = 5_000

/** S11, at every frame: events of a task go to devices on which one of its workers has signed in, and to none that is cut off. */
export function mustNotSee(
  disk: ServerDisk,
  device: string,
  task: string,
  now: number,
  /** When the database was last out of reach, ms: a revocation may have been unheard of until then. */
  databaseBackAt: number,
): string | undefined {
  const [row] = disk.read<{ at: number | null }>('select revoked_at as at from devices where id = ?', device)
  const revoked = row?.at ?? null
  if (revoked !== null && now - Math.max(revoked, databaseBackAt) > REVOKED_WITHIN_MS)
    return `${device} is sent events of ${task} though it is revoked`
  const rows = disk.read(
    `select 1 from task_workers join device_logins on device_logins.person = task_workers.worker
     where task_workers.task = ? and device_logins.device = ?`,
    task,
    device,
  )
  return rows.length > 0 ? undefined : `${device} is sent events of ${task}, which it must not see`
}

/** S11, at quiet: a device shows the tasks it must see, each with the server's plan, and no others. */
export async function showsOtherTasks(
  lab: Lab,
  { store: { sql } }: Server,
  handheld: Handheld,
): Promise<string | undefined> {
  const replica = handheld.front()?.replica
  if (replica === undefined) return undefined
  const now = lab.world.clock.now()
  const allowed = (await tasksOnDevice(sql, handheld.device(), -1, now)).filter(({ present }) => present)
  // What is over may be there, and is not given to a device that begins long after.
  const wanted = new Set(
    allowed.flatMap(({ id, status }) => (status === 'done' || status === 'cancelled' ? [] : [id])),
  )
  const ids = allowed.map(({ id }) => id)
  const plans = await loadPlans(sql, ids)
  const there = new Map(replica.tasks.get().map((plan) => [plan.id, plan]))
  for (const [id, plan] of plans)
    if ((wanted.has(id) || there.has(id)) && JSON.stringify(there.get(id)) !== JSON.stringify(plan))
      return `${handheld.name} has another plan of ${id}`
  const extra = [...there.keys()].find((id) => !plans.has(id))
  return extra === undefined ? undefined : `${handheld.name} still shows ${extra}`
}

/** S11, at quiet: a task belongs to whom the desk gave it. */
export function givenToOthers(lab: Lab, plan: TaskPlan): string | undefined {
  const given = lab.tasks.get(plan.id)
  if (given === undefined || given.unsure) return undefined
  return [...plan.workers].sort().join() === [...given.workers].sort().join()
    ? undefined
    : `${plan.id} belongs to ${plan.workers.join()}, and the desk gave it to ${given.workers.join()}`
}
