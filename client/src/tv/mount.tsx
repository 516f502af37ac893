import { render } from 'solid-js/web'
import TvApp, { type TvParts } from './tv-app.tsx'

/** Puts the TV into the page. */
export function mountTv(place: HTMLElement, parts: TvParts): void {
  render(() => <TvApp {...parts} />, place)
}
