import { createUniqueId, type JSX, Show, splitProps } from 'solid-js'
import './field.css'

type Shared = {
  label: JSX.Element
  hint?: JSX.Element | undefined
  error?: JSX.Element | undefined
  size?: 'touch' | 'control'
}

/** A text input with its label, a hint and an error that screen readers hear with it. */
export function Field(props: Shared & JSX.InputHTMLAttributes<HTMLInputElement>): JSX.Element {
  const [own, rest] = splitProps(props, ['label', 'hint', 'error', 'size', 'class'])
  const id = createUniqueId()
  return (
    <Frame {...own} id={id}>
      <input
        {...rest}
        id={id}
        class="ui-input"
        aria-invalid={own.error ? 'true' : undefined}
        aria-describedby={own.hint || own.error ? `${id}-note` : undefined}
      />
    </Frame>
  )
}

/** A text of several lines. */
export function TextField(props: Shared & JSX.TextareaHTMLAttributes<HTMLTextAreaElement>): JSX.Element {
  const [own, rest] = splitProps(props, ['label', 'hint', 'error', 'size', 'class'])
  const id = createUniqueId()
  return (
    <Frame {...own} id={id}>
      <textarea
        {...rest}
        id={id}
        class="ui-input"
        aria-invalid={own.error ? 'true' : undefined}
        aria-describedby={own.hint || own.error ? `${id}-note` : undefined}
      />
    </Frame>
  )
}

/** A choice of a few, by the browser's own list; options come as children. */
export function Select(props: Shared & JSX.SelectHTMLAttributes<HTMLSelectElement>): JSX.Element {
  const [own, rest] = splitProps(props, ['label', 'hint', 'error', 'size', 'class', 'children'])
  const id = createUniqueId()
  return (
    <Frame {...own} id={id}>
      <select
        {...rest}
        id={id}
        class="ui-input"
        aria-describedby={own.hint || own.error ? `${id}-note` : undefined}
      >
        {own.children}
      </select>
    </Frame>
  )
}

function Frame(
  props: Shared & { id: string; class?: string | undefined; children?: JSX.Element },
): JSX.Element {
  return (
    <div class={`ui-field ${props.class ?? ''}`} data-size={props.size ?? 'control'}>
      <label for={props.id}>{props.label}</label>
      {props.children}
      <Show when={props.error || props.hint}>
        <p id={`${props.id}-note`} data-error={props.error ? '' : undefined}>
          {props.error || props.hint}
        </p>
      </Show>
    </div>
  )
}
