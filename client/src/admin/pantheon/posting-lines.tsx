import type { FulfilmentView } from 'shared-schema/api/pantheon.ts'
import { pantheonTexts } from 'shared-schema/messages/admin/pantheon.ts'
import { For, type JSX } from 'solid-js'
import { textsOf } from '../../ui/language.ts'
import { withUnit } from '../units.ts'

const t = textsOf(pantheonTexts)

/** What a posting books, line by line. */
export function PostingLines(props: { lines: FulfilmentView['lines'] }): JSX.Element {
  return (
    <div class="erp-scroll">
      <table class="erp-lines">
        <thead>
          <tr>
            <th scope="col">{t().article}</th>
            <th scope="col">{t().posted}</th>
          </tr>
        </thead>
        <tbody>
          <For each={props.lines}>
            {(line) => (
              <tr>
                <td>
                  {line.pos}. <span class="code">{line.ident}</span> {line.name}
                </td>
                <td class="figures">{withUnit(line.qty, line.unit)}</td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </div>
  )
}
