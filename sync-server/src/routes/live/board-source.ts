import type { TvLive } from 'shared-schema/api/tv.ts'
import { reconciliationSummary } from '../../erp/summary.ts'
import { countOpenExceptions } from '../../storage/exceptions.ts'
import { lastHeard, linesOfTasks, liveTasks } from '../../storage/live.ts'
import { namesOfPeople } from '../../storage/people.ts'
import { readSettings } from '../../storage/settings.ts'
import type { Store } from '../../storage/store.ts'
import { workersOfTasks } from '../../storage/tasks.ts'
import type { Activity } from './activity.ts'
import { tvBoard } from './tv-board.ts'
import { shiftEndsAt } from './warehouse-day.ts'

/** Reads the facts and computes the board. */
export async function readBoard(
  store: Store,
  activity: () => Promise<Activity>,
  now: number,
  timeZone: string,
): Promise<TvLive> {
  const { sql } = store
  const day = await activity()
  const settings = await readSettings(sql)
  const tasks = await liveTasks(sql, day.since)
  const ids = tasks.map((task) => task.id)
  const morning = await reconciliationSummary(sql, now)
  const board = tvBoard({
    now,
    warehouse: settings.warehouse,
    timeZone,
    namesHidden: settings.names_hidden,
    shiftEndsAt: shiftEndsAt(now, settings.shifts, timeZone),
    activity: day,
    tasks,
    lines: await linesOfTasks(sql, ids),
    workers: await workersOfTasks(sql, ids),
    names: await namesOfPeople(sql),
    heard: await lastHeard(sql),
    openExceptions: await countOpenExceptions(sql),
  })
  return morning.state === 'never' ? board : { ...board, reconciliation: morning }
}
