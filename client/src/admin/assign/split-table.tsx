import { createVirtualizer } from '@tanstack/solid-virtual'
import UserPlus from 'lucide-solid/icons/user-plus'
import X from 'lucide-solid/icons/x'
import type { requisitionLine } from 'shared-schema/api/requisitions.ts'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import { createSignal, For, type JSX, onMount, Show } from 'solid-js'
import type * as z from 'zod'
import { EmptyState } from '../../ui/empty-state.tsx'
import { textsOf } from '../../ui/language.ts'
import type { SplitForm } from './split-form.ts'
import { SplitRow } from './split-row.tsx'

const t = textsOf(adminTexts)
/** Height of a row with its field and the words of an error, px. */
const ROW = 68

type SplitTableProps = { form: SplitForm; lines: readonly z.infer<typeof requisitionLine>[] }

/** A field per line and assignee; before anybody takes part it says how to begin. */
export function SplitTable(props: SplitTableProps): JSX.Element {
  return (
    <Show
      when={props.form.assignees().length > 0}
      fallback={
        <EmptyState icon={<UserPlus />} title={t().assign.addAssignee}>
          {t().assign.splitHint}
        </EmptyState>
      }
    >
      <Fields form={props.form} lines={props.lines} />
    </Show>
  )
}

/** Only the rows in view exist, so a document of a thousand lines types as fast as one of ten. */
function Fields(props: SplitTableProps): JSX.Element {
  let place: HTMLDivElement | undefined
  const [scroller, setScroller] = createSignal<HTMLDivElement>()
  const rows = createVirtualizer<HTMLDivElement, HTMLDivElement>({
    get count() {
      return props.lines.length
    },
    getScrollElement: () => scroller() ?? null,
    estimateSize: () => ROW,
    overscan: 8,
  })
  onMount(() => setScroller(place))
  const columns = () =>
    `minmax(min(12rem, 38vw), 3fr) 5.5rem repeat(${props.form.assignees().length}, minmax(7.5rem, 1fr)) 8rem`
  // The sum of what the columns need; by its own measure the table would grow with the longest name.
  const least = () => `calc(min(12rem, 38vw) + 13.5rem + ${props.form.assignees().length} * 7.5rem)`
  return (
    <div
      class="desk-split-table"
      ref={place}
      tabindex="0"
      style={{ '--columns': columns(), '--least': least() }}
    >
      <table aria-label={t().assign.split} aria-rowcount={props.lines.length + 1}>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col">{t().requisitions.article}</th>
            <th scope="col" data-end>
              {t().assign.open}
            </th>
            <For each={props.form.assignees()}>
              {(assignee) => (
                <th scope="col" class="desk-split-assignee">
                  <span>{assignee.name}</span>
                  <button
                    type="button"
                    aria-label={t().assign.removeAssignee(assignee.name)}
                    onClick={() => props.form.remove(assignee.key)}
                  >
                    <X />
                  </button>
                  <button
                    type="button"
                    class="desk-split-rest"
                    aria-label={t().assign.rest(assignee.name)}
                    onClick={() => props.form.giveRest(assignee.key)}
                  >
                    {t().assign.restShort}
                  </button>
                </th>
              )}
            </For>
            <th scope="col" data-end>
              {t().assign.left}
            </th>
          </tr>
        </thead>
        <tbody style={{ 'block-size': `${rows.getTotalSize()}px` }}>
          <For each={rows.getVirtualItems()}>
            {(item) => (
              <Show when={props.lines[item.index]}>
                {(line) => (
                  <SplitRow
                    form={props.form}
                    line={line()}
                    index={item.index}
                    top={item.start}
                    height={ROW}
                  />
                )}
              </Show>
            )}
          </For>
        </tbody>
      </table>
    </div>
  )
}
