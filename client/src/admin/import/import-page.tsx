import { A } from '@solidjs/router'
import ArrowLeft from 'lucide-solid/icons/arrow-left'
import Download from 'lucide-solid/icons/download'
import FileUp from 'lucide-solid/icons/file-up'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import { For, type JSX, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { textsOf } from '../../ui/language.ts'
import { useDesk } from '../desk.tsx'
import { NotAllowed } from '../shell/not-allowed.tsx'
import { Page } from '../shell/page.tsx'
import { saveFile } from '../table/save-file.ts'
import { DropFiles } from './drop-files.tsx'
import { EarlierImports } from './earlier-imports.tsx'
import { exampleCsv } from './example.ts'
import { ImportRunView } from './import-run.tsx'
import './import-page.css'

const t = textsOf(adminTexts)

/** Takes files, shows how far each is, and what became of every row. */
export default function ImportPage(): JSX.Element {
  const desk = useDesk()
  let chooser: HTMLInputElement | undefined
  return (
    <Show
      when={desk.may('requisition.import')}
      fallback={
        <Page title={t().import.title}>
          <NotAllowed />
        </Page>
      }
    >
      <DropFiles onFiles={desk.imports.add}>
        <Page
          title={t().import.title}
          lead={t().import.columns}
          actions={
            <A href="/requisitions" class="ui-button" data-kind="secondary" data-size="control">
              <ArrowLeft />
              <span>{t().requisitions.title}</span>
            </A>
          }
          flowing
        >
          <div class="desk-import">
            <div class="desk-import-place">
              <FileUp aria-hidden="true" />
              <p>{t().import.drop}</p>
              <p class="quiet">{t().import.or}</p>
              <input
                ref={chooser}
                type="file"
                class="spoken"
                multiple
                accept=".csv,.txt,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
                aria-label={t().import.choose}
                onChange={(event) => {
                  desk.imports.add([...(event.currentTarget.files ?? [])])
                  // The same file may be chosen again, after it was mended.
                  event.currentTarget.value = ''
                }}
              />
              <Button kind="primary" onClick={() => chooser?.click()}>
                {t().import.choose}
              </Button>
              <Button
                kind="quiet"
                icon={<Download />}
                onClick={() => saveFile('trebovanje-primjer.csv', exampleCsv, 'text/csv;charset=utf-8')}
              >
                {t().import.example}
              </Button>
            </div>
            <For each={desk.imports.runs()}>{(run) => <ImportRunView run={run} />}</For>
            <EarlierImports />
          </div>
        </Page>
      </DropFiles>
    </Show>
  )
}
