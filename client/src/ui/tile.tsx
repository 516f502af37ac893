import { type JSX, Show, splitProps } from 'solid-js'
import './tile.css'

type TileProps = JSX.ButtonHTMLAttributes<HTMLButtonElement> & {
  icon?: JSX.Element
  title: JSX.Element
  /** A second, quieter line. */
  note?: JSX.Element
}

/** A large choice for a thumb: a person, a reason, an article. */
export function Tile(props: TileProps): JSX.Element {
  const [own, rest] = splitProps(props, ['icon', 'title', 'note', 'class'])
  return (
    <button {...rest} type="button" class={`ui-tile ${own.class ?? ''}`}>
      <Show when={own.icon}>
        <span class="ui-tile-icon">{own.icon}</span>
      </Show>
      <span class="ui-tile-words">
        <span class="ui-tile-title">{own.title}</span>
        <Show when={own.note}>
          <span class="ui-tile-note">{own.note}</span>
        </Show>
      </span>
    </button>
  )
}
