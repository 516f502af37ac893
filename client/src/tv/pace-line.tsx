import { tvTexts } from 'shared-schema/messages/tv.ts'
import { createMemo, type JSX } from 'solid-js'
import { textsOf } from '../ui/language.ts'

const t = textsOf(tvTexts)
const WIDTH = 1200
const HEIGHT = 100

/** Lines done per ten minutes over the last two hours, newest at the right. */
export function PaceLine(props: { pace: readonly number[] }): JSX.Element {
  const points = createMemo(() => {
    const most = Math.max(1, ...props.pace)
    const step = WIDTH / Math.max(1, props.pace.length - 1)
    return props.pace.map((lines, index) => `${index * step},${HEIGHT - (lines / most) * HEIGHT}`)
  })
  const last = () => props.pace.at(-1) ?? 0
  return (
    <figure class="tv-pace">
      <svg
        viewBox={`0 -6 ${WIDTH} ${HEIGHT + 12}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t().paceLabel(last())}
      >
        <polygon class="tv-pace-area" points={`0,${HEIGHT} ${points().join(' ')} ${WIDTH},${HEIGHT}`} />
        <polyline class="tv-pace-line" points={points().join(' ')} />
      </svg>
      <figcaption>
        <span>{t().pace}</span>
        <span class="figures">
          {t().paceMost} <strong>{Math.max(0, ...props.pace)}</strong> · {t().paceNow}{' '}
          <strong>{last()}</strong>
        </span>
      </figcaption>
    </figure>
  )
}
