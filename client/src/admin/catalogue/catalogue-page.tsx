import { type RouteSectionProps, useSearchParams } from '@solidjs/router'
import BookOpen from 'lucide-solid/icons/book-open'
import type { article } from 'shared-schema/api/catalogue.ts'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import { type JSX, Match, Show, Switch } from 'solid-js'
import type * as z from 'zod'
import { EmptyState } from '../../ui/empty-state.tsx'
import { textsOf } from '../../ui/language.ts'
import { useDesk } from '../desk.tsx'
import { createQuery, type Page as Rows } from '../query.ts'
import { FailureNotice } from '../shell/failure-notice.tsx'
import { useKeepSearch } from '../shell/keep-search.ts'
import { Loading } from '../shell/loading.tsx'
import { NotAllowed } from '../shell/not-allowed.tsx'
import { Page } from '../shell/page.tsx'
import { DataTable } from '../table/data-table.tsx'
import { exportRows } from '../table/export-rows.ts'
import { NothingMatches } from '../table/nothing-matches.tsx'
import { TableToolbar } from '../table/table-toolbar.tsx'
import { useTableState } from '../table/use-table-state.ts'
import { articleColumns } from './article-columns.tsx'
import { ArticlePanel } from './article-panel.tsx'
import { CheckCode } from './check-code.tsx'
import './catalogue-page.css'

const t = textsOf(adminTexts)
export type Article = z.infer<typeof article>

/** Articles shown at once; who needs the rest searches for it. */
const SHOWN = 1_000

/** The catalogue: the server searches, so that 60,000 articles need not travel. */
export default function CataloguePage(props: RouteSectionProps): JSX.Element {
  const desk = useDesk()
  const keep = useKeepSearch()
  const [params] = useSearchParams<{ q: string }>()
  const control = useTableState(() => [])
  const query = createQuery<Rows<Article>>(() => {
    if (!desk.may('catalogue.read')) return undefined
    return `/api/catalog/articles?limit=${SHOWN}&search=${encodeURIComponent(params.q ?? '')}`
  }, ['catalogue'])
  const ident = () => (props.params.ident === undefined ? undefined : decodeURIComponent(props.params.ident))
  const rows = () => query.value()?.items ?? []
  return (
    <Page
      title={t().catalogue.title}
      lead={t().catalogue.lead}
      panel={<Show when={ident()}>{(key) => <ArticlePanel ident={key()} />}</Show>}
    >
      <Show when={desk.may('catalogue.read')} fallback={<NotAllowed />}>
        <div class="desk-catalogue">
          <CheckCode />
          <TableToolbar
            control={control}
            searchLabel={t().catalogue.search}
            shown={rows().length}
            all={query.value()?.total ?? 0}
            onExport={() => exportRows('katalog', articleColumns(), rows())}
          />
          <Switch fallback={<Loading />}>
            <Match when={rows().length > 0}>
              <DataTable
                label={t().catalogue.title}
                columns={articleColumns()}
                rows={rows()}
                rowKey={(row) => row.ident}
                href={(row) => keep(`/catalogue/${encodeURIComponent(row.ident)}`)}
                open={ident()}
                toneOf={(row) => (row.active ? undefined : 'stale')}
              />
            </Match>
            <Match when={query.value() && params.q}>
              <NothingMatches onClear={control.clear} />
            </Match>
            <Match when={query.value()}>
              <EmptyState icon={<BookOpen />} title={t().catalogue.emptyTitle}>
                {t().catalogue.emptyText}
              </EmptyState>
            </Match>
            <Match when={query.failure()}>
              {(failure) => <FailureNotice failure={failure()} onRetry={query.reload} />}
            </Match>
          </Switch>
        </div>
      </Show>
    </Page>
  )
}
