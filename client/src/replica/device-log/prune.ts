import type { KeptEvent, OutboxRow } from './device-log-port.ts'

/**
 * How long acknowledged work stays on the device, ms. A server restored from a backup of the last two weeks is
 * healed from the handhelds; a shorter time here shortens that.
 */
export const KEEP_MS = 14 * 24 * 60 * 60_000

/**
 * Which events the device may forget: those of tasks that are over, when every one of the task is old enough and
 * every own one of them was acknowledged by the present server. Whole tasks only, so that no count is ever shown
 * from half of its events.
 * @param over whether a task is done, cancelled or no longer on this device
 * @param synced whether the present server was seen to have everything this device keeps of the task
 */
export function prunableEvents(
  kept: Iterable<KeptEvent>,
  outbox: ReadonlyMap<string, OutboxRow>,
  over: (task: string) => boolean,
  synced: (task: string) => boolean,
  now: number,
): string[] {
  const byTask = Map.groupBy(kept, (each) => each.task)
  return [...byTask].flatMap(([task, events]) => {
    const old = events.every((each) => now - each.keptAt > KEEP_MS)
    const safe = events.every((each) => !each.own || outbox.get(each.id)?.state === 'acknowledged')
    return old && safe && over(task) && synced(task) ? events.map((each) => each.id) : []
  })
}
