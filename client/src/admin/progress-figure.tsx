import type { JSX } from 'solid-js'
import { ProgressBar } from '../ui/progress.tsx'
import './progress-figure.css'

/** A bar with its figures beside it: `12/35`. */
export function ProgressFigure(props: { label: string; done: number; all: number }): JSX.Element {
  return (
    <span class="desk-progress">
      <ProgressBar label={props.label} value={props.done} max={props.all} />
      <span class="figures" aria-hidden="true">
        {props.done}/{props.all}
      </span>
    </span>
  )
}
