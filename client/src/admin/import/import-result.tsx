import { A } from '@solidjs/router'
import type { ImportJob } from 'shared-schema/api/import.ts'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import { errorWords } from 'shared-schema/messages/errors.ts'
import { createMemo, createSignal, For, type JSX, Show } from 'solid-js'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { language, textsOf } from '../../ui/language.ts'
import { StatusMark, type StatusTone } from '../../ui/status-mark.tsx'
import { DataTable } from '../table/data-table.tsx'
import { importRowColumns } from './import-row-columns.tsx'
import { isProblem, summarise } from './import-summary.ts'

const t = textsOf(adminTexts)

const tones: Record<ImportJob['status'], StatusTone> = {
  imported: 'ok',
  already_imported: 'new',
  rejected: 'stop',
}

/** What became of a file: in a sentence, by document, and row by row. */
export function ImportResult(props: { job: ImportJob }): JSX.Element {
  const sums = createMemo(() => summarise(props.job))
  const [all, setAll] = createSignal(false)
  const problems = () => props.job.rows.filter(isProblem)
  const rows = () => (all() || problems().length === 0 ? props.job.rows : problems())
  const title = () => {
    if (props.job.status === 'imported') return t().import.imported
    return props.job.status === 'already_imported' ? t().import.alreadyImported : t().import.rejected
  }
  const text = () => {
    if (props.job.status === 'imported') return t().import.importedText(sums().documents, sums().lines)
    if (props.job.status === 'already_imported') return t().import.alreadyText
    return props.job.code === undefined ? t().import.rejectedText(sums().errors) : fileError(props.job)
  }
  return (
    <div class="desk-import-result">
      <h2>{props.job.filename}</h2>
      <Banner tone={tones[props.job.status]} title={title()}>
        {text()}
        <Show when={sums().unknown > 0}>
          <br />
          {t().import.unknownText(sums().unknown)}
        </Show>
      </Banner>
      <Show when={props.job.documents.length > 0}>
        <ul class="desk-import-documents">
          <For each={props.job.documents}>
            {(document) => (
              <li>
                <span class="code">{document.number}</span>
                <span>{t().requisitions.linesCount(document.lines)}</span>
                <Show
                  when={document.fate === 'already_imported'}
                  fallback={
                    <Show when={document.unknown_articles > 0}>
                      <StatusMark tone="attention">
                        {t().requisitions.unknownCount(document.unknown_articles)}
                      </StatusMark>
                    </Show>
                  }
                >
                  <StatusMark tone="new">{t().import.alreadyImported}</StatusMark>
                </Show>
                <Show when={document.requisition}>
                  {(id) => (
                    <A href={`/requisitions/${id()}`}>
                      {document.fate === 'imported' ? t().import.assignNow : t().import.open}
                    </A>
                  )}
                </Show>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Show when={props.job.rows.length > 0}>
        <details open={props.job.status === 'rejected'}>
          <summary>
            {t().import.rows} ({props.job.rows.length})
          </summary>
          <Show when={problems().length > 0 && problems().length < props.job.rows.length}>
            <Button aria-pressed={!all()} onClick={() => setAll(!all())}>
              {t().import.onlyProblems} ({problems().length})
            </Button>
          </Show>
          <div class="desk-import-rows" style={{ 'block-size': `min(26rem, ${rows().length * 4 + 3.5}rem)` }}>
            <DataTable
              label={t().import.rows}
              columns={importRowColumns(rows())}
              rows={rows()}
              tall
              rowKey={(row) => String(row.row)}
              toneOf={(row) =>
                row.fate === 'error' ? 'stop' : row.fate === 'unknown_article' ? 'attention' : undefined
              }
            />
          </div>
        </details>
      </Show>
    </div>
  )
}

function fileError({ code, detail }: ImportJob): string {
  const { what, todo } = errorWords(code ?? 'internal', language())
  return [what, todo, detail].filter(Boolean).join(' ')
}
