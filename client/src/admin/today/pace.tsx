import type { Overview } from 'shared-schema/api/overview.ts'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import { ErrorBoundary, type JSX, lazy, Show, Suspense } from 'solid-js'
import { textsOf } from '../../ui/language.ts'

const t = textsOf(adminTexts)
// The chart library comes after what people read first.
const PaceChart = lazy(() => import('./pace-chart.tsx'))

/** The line of pace over the last two hours. */
export function Pace(props: { overview: Overview | undefined }): JSX.Element {
  return (
    <Show when={props.overview}>
      {(overview) => (
        <section class="desk-card desk-today-pace">
          <header>
            <h2>{t().today.pace}</h2>
            <span class="quiet">{t().today.paceHint}</span>
          </header>
          <ErrorBoundary fallback={<p class="desk-pace quiet">{t().today.paceMissing}</p>}>
            <Suspense fallback={<div class="desk-pace" />}>
              <PaceChart at={overview().at} pace={overview().pace} />
            </Suspense>
          </ErrorBoundary>
        </section>
      )}
    </Show>
  )
}
