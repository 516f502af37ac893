import { adminTexts } from 'shared-schema/messages/admin.ts'
import { createMemo, For, type JSX, Show } from 'solid-js'
import { quantity } from '../../ui/format.ts'
import { textsOf } from '../../ui/language.ts'
import { ProgressBar } from '../../ui/progress.tsx'
import type { Task } from './task-panel.tsx'
import { workerShares } from './worker-shares.ts'
import './per-worker.css'

const t = textsOf(adminTexts)

/** What each worker picked of the task. */
export function PerWorker(props: { task: Task; names: { nameOf: (id: string) => string } }): JSX.Element {
  const shares = createMemo(() => workerShares(props.task))
  return (
    <Show when={shares().length > 0}>
      <section class="desk-per-worker">
        <h3>{t().tasks.perWorker}</h3>
        <ul>
          <For each={shares()}>
            {(share) => (
              <li>
                <span>{props.names.nameOf(share.worker)}</span>
                <ProgressBar
                  label={props.names.nameOf(share.worker)}
                  value={share.picked}
                  max={Math.max(props.task.requested, share.picked)}
                />
                <span class="figures">
                  <strong>{quantity(share.picked)}</strong>
                  <span class="quiet"> · {t().requisitions.linesCount(share.lines)}</span>
                </span>
              </li>
            )}
          </For>
        </ul>
      </section>
    </Show>
  )
}
