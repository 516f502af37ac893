import { adminTexts } from 'shared-schema/messages/admin.ts'
import { createEffect, type JSX, on, onCleanup, onMount } from 'solid-js'
import uPlot from 'uplot'
import { time } from '../../ui/format.ts'
import { textsOf } from '../../ui/language.ts'
import { theme } from '../../ui/theme.ts'
import 'uplot/dist/uPlot.min.css'

const t = textsOf(adminTexts)
const BUCKET_S = 600

/** Lines done per ten minutes as a line; the newest bucket ends now. */
export default function PaceChart(props: { at: number; pace: readonly number[] }): JSX.Element {
  let place: HTMLDivElement | undefined
  let chart: uPlot | undefined
  const data = (): uPlot.AlignedData => {
    const end = props.at / 1000
    return [props.pace.map((_, index) => end - (props.pace.length - 1 - index) * BUCKET_S), [...props.pace]]
  }
  const draw = () => {
    chart?.destroy()
    if (!place) return
    const token = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim()
    const axis: uPlot.Axis = {
      stroke: token('--ink-quiet'),
      font: `14px ${token('--font')}`,
      grid: { stroke: token('--line'), width: 1 },
      ticks: { stroke: token('--line'), width: 1 },
    }
    chart = new uPlot(
      {
        width: place.clientWidth,
        height: place.clientHeight,
        cursor: { show: false },
        legend: { show: false },
        scales: { y: { range: (_, __, max) => [0, Math.max(4, Math.ceil(max * 1.15))] } },
        axes: [
          { ...axis, values: (_, ticks) => ticks.map((tick) => time(tick * 1000)) },
          { ...axis, size: 44, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500] },
        ],
        series: [
          {},
          {
            stroke: token('--accent'),
            width: 2,
            fill: token('--accent-soft'),
            points: { show: true, size: 6, fill: token('--accent') },
          },
        ],
      },
      data(),
      place,
    )
  }
  onMount(() => {
    draw()
    const observer = new ResizeObserver(() => {
      if (place) chart?.setSize({ width: place.clientWidth, height: place.clientHeight })
    })
    if (place) observer.observe(place)
    const scheme = matchMedia('(prefers-color-scheme: dark)')
    scheme.addEventListener('change', draw)
    onCleanup(() => {
      observer.disconnect()
      scheme.removeEventListener('change', draw)
      chart?.destroy()
    })
  })
  createEffect(on(data, (next) => chart?.setData(next), { defer: true }))
  // The page changes its colours in an effect of its own; the canvas reads them a moment later.
  createEffect(on(theme, () => queueMicrotask(draw), { defer: true }))
  const label = () => t().today.paceLabel(Math.max(0, ...props.pace), props.pace.at(-1) ?? 0)
  return <div ref={place} class="desk-pace" role="img" aria-label={label()} />
}
