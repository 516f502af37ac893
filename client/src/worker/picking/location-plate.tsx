import MapPin from 'lucide-solid/icons/map-pin'
import { For, type JSX, Show } from 'solid-js'
import { StatusShape } from '../../ui/status-mark.tsx'
import { useTaskWords } from './words.ts'
import './location-plate.css'

/** Where to go: a rack label, the largest text of the screen. `confirm` asks for a scan of it first. */
export function LocationPlate(props: {
  location: string | undefined
  confirmed: boolean
  confirm: boolean
}): JSX.Element {
  const { picking: t } = useTaskWords()
  const parts = () => splitLocation(props.location ?? '')
  const longest = () => Math.max(4, ...parts().map((part) => part.length))
  return (
    <div class="w-plate" data-missing={props.location === undefined ? '' : undefined}>
      <p class="w-plate-label">
        <Show when={props.confirmed} fallback={<MapPin />}>
          <StatusShape tone="ok" />
        </Show>
        {props.confirmed
          ? t().locationConfirmed
          : props.confirm && props.location !== undefined
            ? t().scanThisLocation
            : t().location}
      </p>
      <Show when={props.location !== undefined} fallback={<p class="w-plate-none">{t().noLocation}</p>}>
        <p class="w-plate-code code" data-testid="line-location" style={{ '--chars': String(longest()) }}>
          <For each={parts()}>{(part) => <span>{part}</span>}</For>
        </p>
      </Show>
    </div>
  )
}

/**
 * `ZA-R01-P01-B01` in two lines, zone and rack over shelf and bin: first where to walk, then where to reach, and each
 * twice as large as in one line.
 */
export function splitLocation(code: string): string[] {
  const dashes = [...code.matchAll(/[-/. ]/g)].map(({ index }) => index)
  if (code.length < 9 || dashes.length === 0) return [code]
  const middle = (code.length - 1) / 2
  const cut = dashes.reduce((best, at) => (Math.abs(at - middle) < Math.abs(best - middle) ? at : best))
  return [code.slice(0, cut + 1), code.slice(cut + 1)].filter((part) => part !== '')
}
