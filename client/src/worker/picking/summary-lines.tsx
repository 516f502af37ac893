import { For, type JSX } from 'solid-js'
import { quantity } from '../../ui/format.ts'
import { useWorker } from '../worker-context.ts'
import type { SummaryLine } from './finish-summary.ts'
import { reasonWords } from './reason-words.ts'

/** Lines with their counts, and who closed them why. */
export function SummaryLines(props: { lines: readonly SummaryLine[] }): JSX.Element {
  const { nameOf } = useWorker()
  return (
    <ul class="w-rows w-summary">
      <For each={props.lines}>
        {({ line, state }) => (
          <li>
            <span>
              <b>{line.name}</b>
              <span class="code quiet">{line.location ?? line.ident}</span>
              <For each={state.closings}>
                {({ by, reason, text }) => (
                  <span>
                    {nameOf(by)}: {reasonWords(reason, text)}
                  </span>
                )}
              </For>
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
