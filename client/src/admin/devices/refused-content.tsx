import Download from 'lucide-solid/icons/download'
import type { QuarantineDetail } from 'shared-schema/api/quarantine.ts'
import { refusedTexts } from 'shared-schema/messages/admin/refused.ts'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import { For, type JSX, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { textsOf } from '../../ui/language.ts'
import { saveFile } from '../table/save-file.ts'
import { hexDump } from './hex-dump.ts'
import './refused-panel.css'

const t = textsOf(refusedTexts)
const admin = textsOf(adminTexts)

/** What is in a refused frame: its entries where it has any, its bytes always. */
export function RefusedContent(props: { frame: QuarantineDetail }): JSX.Element {
  const bytes = () => Uint8Array.from(atob(props.frame.content), (letter) => letter.charCodeAt(0))
  const dump = () => hexDump(bytes())
  return (
    <>
      <section>
        <h3>{t().entries}</h3>
        <Show when={props.frame.deviation !== null}>
          <p>{t().unreadable(props.frame.deviation ?? 0)}</p>
        </Show>
        <For each={props.frame.entries} fallback={<p class="quiet">{admin().devices.refusedNoEvents}</p>}>
          {(entry) => (
            <>
              <p class="quiet">
                {t().place(entry.client, entry.clock)}
                <Show when={entry.key !== entry.event.id}>
                  , <strong>{t().otherKey(entry.key)}</strong>
                </Show>
              </p>
              <pre class="desk-raw code">{JSON.stringify(entry.event, null, 2)}</pre>
            </>
          )}
        </For>
      </section>
      <section>
        <h3>{t().bytes}</h3>
        {/* What scrolls sideways must be reachable without a mouse. */}
        <section class="desk-raw" tabindex="0" aria-label={t().bytes}>
          <pre class="code">{dump().lines.join('\n')}</pre>
        </section>
        <Show when={dump().left > 0}>
          <p class="quiet">{t().more(dump().left)}</p>
        </Show>
        <Button
          icon={<Download />}
          onClick={() => saveFile(`${props.frame.id}.bin`, bytes(), 'application/octet-stream')}
        >
          {t().download}
        </Button>
      </section>
    </>
  )
}
