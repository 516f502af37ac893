import FileUp from 'lucide-solid/icons/file-up'
import type { BroughtEvents } from 'shared-schema/api/carried.ts'
import { MAX_CARRIED } from 'shared-schema/api/carried-limit.ts'
import { readCarried } from 'shared-schema/documents/carried-events.ts'
import { bringEventsTexts } from 'shared-schema/messages/admin/bring-events.ts'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import { errorWords } from 'shared-schema/messages/errors.ts'
import { createSignal, For, type JSX, Show } from 'solid-js'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { language, textsOf } from '../../ui/language.ts'
import type { StatusTone } from '../../ui/status-mark.tsx'
import { useDesk } from '../desk.tsx'
import { DropFiles } from '../import/drop-files.tsx'
import { failureWords } from '../shell/failure-notice.tsx'
import { SidePanel } from '../shell/side-panel.tsx'
import './enrol-panel.css'

const t = textsOf(bringEventsTexts)
const deskTexts = textsOf(adminTexts)

type Result = { readonly tone: StatusTone; readonly title: string; readonly lines: readonly string[] }

/** Records that a device could not send, from the files it saved (SPEC SY-25). The same file again changes nothing. */
export default function BringEventsPanel(): JSX.Element {
  const desk = useDesk()
  const [busy, setBusy] = createSignal(false)
  const [results, setResults] = createSignal<readonly Result[]>([])
  let chooser: HTMLInputElement | undefined

  async function bringAll(files: readonly File[]): Promise<void> {
    if (busy()) return
    setBusy(true)
    for (const file of files) {
      const result = await bring(file)
      setResults((before) => [result, ...before])
    }
    setBusy(false)
  }

  async function bring(file: File): Promise<Result> {
    const read = readCarried(await file.text())
    if (!read.ok) return failed(file.name, read.failure.code)
    const { name, events } = read.carried
    if (events.length === 0) return { tone: 'attention', title: t().from(name), lines: [t().nothing] }
    let [entered, held] = [0, 0]
    const refused: string[] = []
    for (let from = 0; from < events.length; from += MAX_CARRIED) {
      const part = events.slice(from, from + MAX_CARRIED)
      const answer = await desk.send<BroughtEvents>('/api/devices/events', { events: part })
      if (!answer.ok) {
        const { what, rest } = failureWords(answer.failure)
        return { tone: 'stop', title: file.name, lines: [what, rest] }
      }
      entered += new Set(answer.value.acknowledged).size
      held += answer.value.held.length
      refused.push(...answer.value.refused.map(({ code }) => code))
    }
    const unknownTask = refused.includes('document_unknown')
    const lines = [
      t().entered(entered),
      ...(held > 0 ? [t().held(held)] : []),
      ...(refused.length > 0 ? [t().refused(refused.length)] : []),
      ...(unknownTask ? [t().unknownTask] : []),
    ]
    const tone = refused.length > 0 ? 'stop' : held > 0 ? 'attention' : 'ok'
    return { tone, title: t().from(name), lines }
  }

  return (
    <SidePanel kind={deskTexts().devices.title} title={t().title} subject="import" back="/devices">
      {() => (
        <DropFiles disabled={busy()} onFiles={(files) => void bringAll(files)}>
          <div class="desk-enrol">
            <p>{t().lead}</p>
            <p class="quiet">{t().how}</p>
            <p>
              <Button kind="primary" icon={<FileUp />} disabled={busy()} onClick={() => chooser?.click()}>
                {busy() ? t().working : t().choose}
              </Button>{' '}
              <span class="quiet">{t().drop}</span>
            </p>
            <input
              ref={chooser}
              type="file"
              class="spoken"
              tabindex="-1"
              multiple
              accept=".json,application/json"
              aria-label={t().choose}
              onChange={(event) => {
                const files = [...(event.currentTarget.files ?? [])]
                event.currentTarget.value = ''
                void bringAll(files)
              }}
            />
            <For each={results()}>
              {(result) => (
                <Banner tone={result.tone} title={result.title}>
                  <Show when={result.lines.length > 0}>{result.lines.join(' ')}</Show>
                </Banner>
              )}
            </For>
          </div>
        </DropFiles>
      )}
    </SidePanel>
  )
}

function failed(file: string, code: string): Result {
  const { what, todo } = errorWords(code, language())
  return { tone: 'stop', title: file, lines: [what, todo] }
}
