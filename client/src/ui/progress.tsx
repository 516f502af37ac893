import { type JSX, Show } from 'solid-js'
import './progress.css'

type Figures = {
  /** What it measures, for screen readers. */
  label: string
  value: number
  max: number
}

function share(props: Figures): number {
  return props.max <= 0 ? 0 : Math.min(1, Math.max(0, props.value / props.max))
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

const TURN = 2 * Math.PI * 44

/** A ring around whatever stands in its middle. */
export function ProgressRing(props: Figures & { children?: JSX.Element }): JSX.Element {
  const over = () => props.value > props.max
  return (
    <div class="ui-ring" data-state={over() ? 'over' : share(props) === 1 ? 'full' : 'part'}>
      <svg
        viewBox="0 0 100 100"
        role="progressbar"
        aria-label={props.label}
        aria-valuemin={0}
        aria-valuemax={props.max}
        aria-valuenow={Math.min(props.value, props.max)}
      >
        <circle class="track" cx="50" cy="50" r="44" />
        <circle
          class="done"
          cx="50"
          cy="50"
          r="44"
          stroke-dasharray={`${TURN}`}
          stroke-dashoffset={`${TURN * (1 - share(props))}`}
        />
      </svg>
      <div class="ui-ring-middle">{props.children}</div>
    </div>
  )
}
