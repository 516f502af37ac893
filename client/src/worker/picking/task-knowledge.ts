import { buildLocationIndex } from 'shared-schema/domain/barcode/location-index.ts'
import { buildTaskIndex } from 'shared-schema/domain/barcode/task-index.ts'
import { foldTask } from 'shared-schema/domain/picking/fold.ts'
import type { TaskPlan } from 'shared-schema/domain/picking/task.ts'
import { type Accessor, createMemo } from 'solid-js'
import type { Replica } from '../../replica/replica.ts'
import { watch } from '../watch.ts'
import { isPausedBy, lastOwnPick } from './acts.ts'

export type TaskKnowledge = ReturnType<typeof watchTask>

/** What is known of the open task, kept current: its events, the state they fold to, and where codes are looked up. */
export function watchTask(replica: Replica, plan: Accessor<TaskPlan>, worker: Accessor<string>) {
  const events = watch(replica.events(plan().id))
  const catalogue = watch(replica.catalogue)
  const site = watch(replica.site)
  const state = createMemo(() => foldTask(plan(), events()))
  return {
    plan,
    worker,
    events,
    site,
    state,
    places: createMemo(() => ({
      task: buildTaskIndex(plan().lines, catalogue()),
      catalogue: catalogue(),
      templates: site()?.variableMeasure ?? [],
      locations: buildLocationIndex([
        ...(site()?.locations ?? []),
        ...plan().lines.flatMap(({ location }) => location ?? []),
      ]),
    })),
    paused: createMemo(() => isPausedBy(worker(), events())),
    finished: createMemo(() => state().finished.has(worker())),
    /** What an undo would take back; the worker's own last pick in force. */
    undoable: createMemo(() => lastOwnPick(events(), worker())),
    /** What everybody picked on a line. */
    picked: (line: string) => state().lines.get(line)?.picked ?? 0,
  }
}
