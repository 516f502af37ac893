import type { ImportJob, importJobs } from 'shared-schema/api/import.ts'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import { createSignal, For, type JSX, Show } from 'solid-js'
import type * as z from 'zod'
import { Button } from '../../ui/button.tsx'
import { dateTime } from '../../ui/format.ts'
import { textsOf } from '../../ui/language.ts'
import { StatusMark } from '../../ui/status-mark.tsx'
import { useDesk } from '../desk.tsx'
import { createHouse } from '../names.ts'
import { createQuery } from '../query.ts'
import { ImportResult } from './import-result.tsx'

const t = textsOf(adminTexts)

/** Imports of before, which can be opened again with the fate of every row. */
export function EarlierImports(): JSX.Element {
  const desk = useDesk()
  const house = createHouse()
  const query = createQuery<z.infer<typeof importJobs>>(() => '/api/import/jobs?limit=20', ['imports'])
  const [opened, setOpened] = createSignal<string>()
  const job = createQuery<ImportJob>(() => {
    const id = opened()
    return id === undefined ? undefined : `/api/import/jobs/${id}`
  }, [])
  const inQueue = (id: string) =>
    desk.imports.runs().some((run) => run.state.phase === 'answered' && run.state.job.id === id)
  const earlier = () => query.value()?.jobs.filter((each) => !inQueue(each.id)) ?? []
  return (
    <Show when={earlier().length > 0}>
      <section>
        <h2>{t().import.earlier}</h2>
        <ul class="desk-import-earlier">
          <For each={earlier()}>
            {(each) => (
              <li>
                <Show
                  when={each.status === 'rejected'}
                  fallback={
                    <StatusMark tone={each.status === 'imported' ? 'ok' : 'new'}>
                      {each.status === 'imported' ? t().import.imported : t().import.alreadyImported}
                    </StatusMark>
                  }
                >
                  <StatusMark tone="stop">{t().import.rejected}</StatusMark>
                </Show>
                <span class="desk-import-name">{each.filename}</span>
                <span class="quiet figures">
                  {dateTime(each.at)} · {house.nameOf(each.by)}
                </span>
                <Button
                  kind="quiet"
                  aria-expanded={opened() === each.id}
                  onClick={() => setOpened(opened() === each.id ? undefined : each.id)}
                >
                  {t().import.rows}
                </Button>
                <Show when={opened() === each.id && job.value()?.id === each.id && job.value()}>
                  {(found) => <ImportResult job={found()} />}
                </Show>
              </li>
            )}
          </For>
        </ul>
      </section>
    </Show>
  )
}
