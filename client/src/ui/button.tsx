import { type JSX, splitProps } from 'solid-js'
import './button.css'

export type ButtonProps = JSX.ButtonHTMLAttributes<HTMLButtonElement> & {
  /** `primary` once per screen; `stop` for what takes something back or away. */
  kind?: 'primary' | 'secondary' | 'quiet' | 'stop'
  /** `touch` is the 56 px a glove needs; the default serves a mouse. */
  size?: 'touch' | 'control'
  /** An icon of lucide-solid; it always stands beside a word. */
  icon?: JSX.Element
  /** Fills the width it is given. */
  wide?: boolean
}

/** A button with a word. It never submits a form unless `type` says so. */
export function Button(props: ButtonProps): JSX.Element {
  const [own, rest] = splitProps(props, ['kind', 'size', 'icon', 'wide', 'class', 'children', 'type'])
  return (
    <button
      {...rest}
      type={own.type ?? 'button'}
      class={`ui-button ${own.class ?? ''}`}
      data-kind={own.kind ?? 'secondary'}
      data-size={own.size ?? 'control'}
      data-wide={own.wide ? '' : undefined}
    >
      {own.icon}
      <span>{own.children}</span>
    </button>
  )
}
