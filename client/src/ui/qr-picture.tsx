import type { JSX } from 'solid-js'
import { encode } from 'uqr'

/** Modules around the code; readers need them empty. */
const QUIET_ZONE = 4

/** A QR code, dark on light in both themes: readers expect it so. */
export function QrPicture(props: { text: string; label: string; class?: string }): JSX.Element {
  const picture = () => {
    const { data, size } = encode(props.text, { ecc: 'M', border: QUIET_ZONE })
    const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
    return { size, path: path.join('') }
  }
  return (
    <svg
      class={props.class ?? ''}
      role="img"
      aria-label={props.label}
      viewBox={`0 0 ${picture().size} ${picture().size}`}
      shape-rendering="crispEdges"
    >
      <rect width="100%" height="100%" fill="#ffffff" />
      <path d={picture().path} fill="#000000" />
    </svg>
  )
}
