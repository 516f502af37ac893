import { workerReceivingTexts } from 'shared-schema/messages/worker/receiving.ts'
import { For, type JSX, Show } from 'solid-js'
import { quantity } from '../../ui/format.ts'
import { textsOf } from '../../ui/language.ts'
import { useWorker } from '../worker-context.ts'
import type { SummaryLine } from './finish-summary.ts'
import { reasonWords } from './reason-words.ts'
import { useTaskWords } from './words.ts'

const receiving = textsOf(workerReceivingTexts)

/** Lines with their counts, and who closed them why. */
export function SummaryLines(props: { lines: readonly SummaryLine[] }): JSX.Element {
  const { nameOf } = useWorker()
  const { picking: t } = useTaskWords()
  return (
    <ul class="w-rows w-summary">
      <For each={props.lines}>
        {({ line, state }) => (
          <li>
            <span>
              <b>{line.name}</b>
              <span class="code quiet">{line.location ?? line.ident}</span>
              <For each={state.closings}>
                {(closing) => (
                  <span>
                    {nameOf(closing.by)}: {reasonWords(closing, t())}
                  </span>
                )}
              </For>
              <Show when={state.damaged > 0}>
                <span class="figures">{receiving().damagedOf(quantity(state.damaged), line.unit)}</span>
              </Show>
            </span>
            <b class="figures">
              {quantity(state.picked)} / {quantity(state.requested)}
            </b>
          </li>
        )}
      </For>
    </ul>
  )
}
