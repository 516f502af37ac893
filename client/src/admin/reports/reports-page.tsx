import { useSearchParams } from '@solidjs/router'
import CheckCheck from 'lucide-solid/icons/check-check'
import Download from 'lucide-solid/icons/download'
import type { shortageRow } from 'shared-schema/api/reports.ts'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import { createSignal, type JSX, Show } from 'solid-js'
import type * as z from 'zod'
import type { RequestFailure } from '../../auth/answer.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { language, textsOf } from '../../ui/language.ts'
import { useDesk } from '../desk.tsx'
import { createQuery, type Page as Rows } from '../query.ts'
import { FailureNotice } from '../shell/failure-notice.tsx'
import { ListPage } from '../shell/list-page.tsx'
import { Listing } from '../table/listing.tsx'
import { saveFile } from '../table/save-file.ts'
import { ReportFilters } from './report-filters.tsx'
import { type ReportPeriod, reportQuery } from './report-query.ts'
import { shortageColumns } from './shortage-columns.tsx'
import './reports-page.css'

const t = textsOf(adminTexts)
export type ShortageRow = z.infer<typeof shortageRow>

/** What was picked short or over, by period; the whole of it as a file. */
export default function ReportsPage(): JSX.Element {
  const desk = useDesk()
  const [params, setParams] = useSearchParams<ReportPeriod>()
  const [failure, setFailure] = createSignal<RequestFailure>()
  const query = createQuery<Rows<ShortageRow>>(
    () => (desk.may('report.read') ? `/api/reports/shortages${reportQuery({ ...params })}` : undefined),
    ['requisitions', 'tasks'],
  )
  async function save(format: 'csv' | 'json'): Promise<void> {
    const path = `/api/reports/shortages${reportQuery({ ...params }, { format, lang: language() })}`
    const answer = await desk.session.fetch(path)
    setFailure(answer.ok ? undefined : answer.failure)
    if (!answer.ok) return
    const type = answer.value.headers.get('content-type') ?? 'text/plain'
    saveFile(`manjkovi.${format}`, await answer.value.blob(), type)
  }
  const downloads = () => (
    <>
      <Button icon={<Download />} onClick={() => void save('csv')}>
        {t().reports.asCsv}
      </Button>
      <Button icon={<Download />} onClick={() => void save('json')}>
        {t().reports.asJson}
      </Button>
    </>
  )
  return (
    <ListPage
      title={t().reports.shortages}
      lead={t().reports.lead}
      actions={<Show when={desk.may('report.read')}>{downloads()}</Show>}
      tabs={
        <Show when={desk.may('report.read')}>
          <ReportFilters period={{ ...params }} onChange={(period) => setParams(period, { replace: true })} />
          <Show when={failure()}>{(failed) => <FailureNotice failure={failed()} />}</Show>
        </Show>
      }
      query={query}
      permission="report.read"
      empty={
        <EmptyState icon={<CheckCheck />} title={t().reports.emptyTitle}>
          {t().reports.emptyText}
        </EmptyState>
      }
    >
      {(rows) => (
        <Listing
          label={t().reports.shortages}
          columns={shortageColumns()}
          rows={rows()}
          rowKey={(row) => `${row.document} ${row.ident} ${row.worker} ${row.completed_at}`}
          file="manjkovi-prikazano"
        />
      )}
    </ListPage>
  )
}
