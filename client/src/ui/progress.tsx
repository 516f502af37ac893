import { type JSX, Show } from 'solid-js'
import './progress.css'

type Figures = {
  /** What it measures, for screen readers. */
  label: string
  value: number
  max: number
}

/** A bar; with `over` the part above `max` is hatched, because an overage must not look like merely full. */
export function ProgressBar(props: Figures & { short?: number }): JSX.Element {
  const full = () => Math.max(props.max, props.value, 1)
  return (
    <div
      class="ui-bar"
      role="progressbar"
      aria-label={props.label}
      aria-valuemin={0}
      aria-valuemax={props.max}
      aria-valuenow={Math.min(props.value, props.max)}
    >
      <i
        data-part="done"
        style={{ 'inline-size': `${(Math.min(props.value, props.max) / full()) * 100}%` }}
      />
      <Show when={(props.short ?? 0) > 0}>
        <i data-part="short" style={{ 'inline-size': `${((props.short ?? 0) / full()) * 100}%` }} />
      </Show>
      <Show when={props.value > props.max}>
        <i data-part="over" style={{ 'inline-size': `${((props.value - props.max) / full()) * 100}%` }} />
      </Show>
    </div>
  )
}
