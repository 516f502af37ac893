import { A } from '@solidjs/router'
import FileText from 'lucide-solid/icons/file-text'
import type { RequisitionRow } from 'shared-schema/api/requisitions.ts'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import { createMemo, For, type JSX, Show } from 'solid-js'
import { EmptyState } from '../../ui/empty-state.tsx'
import { textsOf } from '../../ui/language.ts'
import { Badge } from '../../ui/status-mark.tsx'
import { useDesk } from '../desk.tsx'
import { ProgressFigure } from '../progress-figure.tsx'
import { RequisitionStatus } from '../status.tsx'

const t = textsOf(adminTexts)
/** As many as a person takes in; the list has the rest. */
const SHOWN = 12
const order: Partial<Record<RequisitionRow['status'], number>> = { in_progress: 0, new: 1, assigned: 2 }

/** A bar per document: those in work first, then those nobody has yet. */
export function DocumentProgress(props: { documents: readonly RequisitionRow[] | undefined }): JSX.Element {
  const desk = useDesk()
  const shown = createMemo(() =>
    props.documents
      ?.toSorted((a, b) => (order[a.status] ?? 9) - (order[b.status] ?? 9) || a.created_at - b.created_at)
      .slice(0, SHOWN),
  )
  return (
    <section class="desk-card desk-today-progress">
      <header>
        <h2>{t().today.progress}</h2>
        <A href="/requisitions">{t().today.seeAllRequisitions}</A>
      </header>
      <ul>
        <For
          each={shown()}
          fallback={
            <Show when={shown()}>
              <li class="desk-today-none">
                <EmptyState
                  icon={<FileText />}
                  title={t().today.noProgressTitle}
                  action={
                    <Show when={desk.may('requisition.import')}>
                      <A
                        href="/requisitions/import"
                        class="ui-button"
                        data-kind="primary"
                        data-size="control"
                      >
                        <span>{t().today.importFirst}</span>
                      </A>
                    </Show>
                  }
                >
                  {t().today.noProgressText}
                </EmptyState>
              </li>
            </Show>
          }
        >
          {(row) => (
            <li>
              <A href={`/requisitions/${row.id}`}>
                <strong>{row.shop}</strong>
                <span class="code quiet">{row.number}</span>
              </A>
              <Show when={row.open_exceptions > 0}>
                <Badge tone="attention" label={t().requisitions.exceptions}>
                  {row.open_exceptions}
                </Badge>
              </Show>
              <RequisitionStatus status={row.status} />
              <ProgressFigure
                label={t().requisitions.linesDone(row.lines_done, row.lines)}
                done={row.lines_done}
                all={row.lines}
              />
            </li>
          )}
        </For>
      </ul>
    </section>
  )
}
