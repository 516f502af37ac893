import ChevronLeft from 'lucide-solid/icons/chevron-left'
import ChevronRight from 'lucide-solid/icons/chevron-right'
import Pause from 'lucide-solid/icons/pause'
import Play from 'lucide-solid/icons/play'
import { type CarriedEvents, writeCarried } from 'shared-schema/documents/carried-events.ts'
import { workerCarryingTexts } from 'shared-schema/messages/worker/carrying.ts'
import { createEffect, createResource, createSignal, type JSX, onCleanup, Show } from 'solid-js'
import { pack } from '../../replica/carrying/pack.ts'
import { toSeries } from '../../replica/carrying/qr-series.ts'
import { textsOf } from '../../ui/language.ts'
import { QrPicture } from '../../ui/qr-picture.tsx'
import { Panel } from '../panel.tsx'

const t = textsOf(workerCarryingTexts)

/** A slow camera sees every code at least twice in this time, ms. */
const STEP_MS = 700

/** The codes one after the other, as large as the screen allows; by themselves, or by the thumb. */
export function CodesPanel(props: { carried: CarriedEvents; onClose: () => void }): JSX.Element {
  const [series] = createResource(async () => toSeries(await pack(writeCarried(props.carried))) ?? [])
  const [at, setAt] = createSignal(0)
  const [runs, setRuns] = createSignal(!matchMedia('(prefers-reduced-motion: reduce)').matches)
  const of = () => series()?.length ?? 0
  const move = (by: number) => setAt((at() + by + of()) % of())
  const byHand = (by: number) => {
    setRuns(false)
    move(by)
  }
  createEffect(() => {
    if (!runs() || of() < 2) return
    const timer = setInterval(() => move(1), STEP_MS)
    onCleanup(() => clearInterval(timer))
  })
  return (
    <Panel
      title={t().codesTitle}
      onClose={props.onClose}
      foot={
        <Show when={of() > 1}>
          <div class="w-codes-keys">
            <button type="button" class="ui-button" data-size="touch" onClick={() => byHand(-1)}>
              <ChevronLeft />
              <span>{t().previous}</span>
            </button>
            <button type="button" class="ui-button" data-size="touch" onClick={() => setRuns(!runs())}>
              {runs() ? <Pause /> : <Play />}
              <span>{runs() ? t().pause : t().play}</span>
            </button>
            <button type="button" class="ui-button" data-size="touch" onClick={() => byHand(1)}>
              <span>{t().next}</span>
              <ChevronRight />
            </button>
          </div>
        </Show>
      }
    >
      <Show when={series()} fallback={<p>{t().preparing}</p>}>
        {(codes) => (
          <Show when={codes()[at()]} fallback={<p>{t().tooMany}</p>}>
            {(text) => (
              <div class="w-codes" data-testid="code" data-text={text()}>
                <QrPicture text={text()} label={t().code(at() + 1, of())} class="w-codes-picture" />
                <p class="w-codes-count figures">
                  {at() + 1} / {of()}
                </p>
                <p class="quiet">{t().codesHint}</p>
              </div>
            )}
          </Show>
        )}
      </Show>
    </Panel>
  )
}
