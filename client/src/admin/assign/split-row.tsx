import type { requisitionLine } from 'shared-schema/api/requisitions.ts'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import { For, type JSX, Show } from 'solid-js'
import type * as z from 'zod'
import { quantity } from '../../ui/format.ts'
import { textsOf } from '../../ui/language.ts'
import { StatusShape } from '../../ui/status-mark.tsx'
import { withUnit } from '../units.ts'
import type { SplitForm } from './split-form.ts'

const t = textsOf(adminTexts)

/** One line: what it is, what is free, a field per assignee, what is left or too much. */
export function SplitRow(props: {
  form: SplitForm
  line: z.infer<typeof requisitionLine>
  index: number
  top: number
  height: number
}): JSX.Element {
  const checked = () => props.form.checked().lines.get(props.line.id)
  const left = () => checked()?.left ?? 0
  const wrongIn = (key: string) => {
    const code = checked()?.errors.get(key)
    if (code === undefined) return undefined
    return code === 'quantity_too_precise' ? t().assign.tooPrecise : t().assign.notANumber
  }
  return (
    <tr
      class="desk-split-row"
      aria-rowindex={props.index + 2}
      style={{ transform: `translateY(${props.top}px)`, 'block-size': `${props.height}px` }}
    >
      <th scope="row" title={props.line.name}>
        <span class="quiet figures">{props.line.pos}.</span> <span class="code">{props.line.ident}</span>
        <br />
        {props.line.name}
      </th>
      <td data-end>{withUnit(checked()?.free ?? 0, props.line.unit)}</td>
      <For each={props.form.assignees()}>
        {(assignee) => (
          <td>
            <input
              class="ui-input figures"
              inputmode="decimal"
              autocomplete="off"
              aria-label={t().assign.quantityFor(assignee.name, props.line.pos)}
              aria-invalid={wrongIn(assignee.key) !== undefined || left() < 0 ? 'true' : undefined}
              value={props.form.fields().get(props.line.id)?.get(assignee.key) ?? ''}
              onInput={(event) => props.form.type(props.line.id, assignee.key, event.currentTarget.value)}
            />
            <Show when={wrongIn(assignee.key)}>{(words) => <small role="alert">{words()}</small>}</Show>
          </td>
        )}
      </For>
      <td data-end data-wrong={left() < 0 ? '' : undefined}>
        <Show
          when={left() < 0}
          fallback={
            <Show when={left() > 0} fallback={<StatusShape tone="ok" />}>
              {quantity(left())}
            </Show>
          }
        >
          {t().assign.tooMuch(quantity(-left()))}
        </Show>
      </td>
    </tr>
  )
}
