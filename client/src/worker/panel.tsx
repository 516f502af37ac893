import X from 'lucide-solid/icons/x'
import { commonTexts } from 'shared-schema/messages/common.ts'
import { createUniqueId, type JSX, onCleanup, onMount, Show } from 'solid-js'
import { textsOf } from '../ui/language.ts'
import './panel.css'

const t = textsOf(commonTexts)

type PanelProps = {
  title: JSX.Element
  onClose: () => void
  children: JSX.Element
  /** What the thumb needs; never scrolls away. */
  foot?: JSX.Element
}

/**
 * A sub-screen of the task in the place of the line: the strip stays, scans still arrive, and what fills the screen
 * after a scan lies above it. It is no modal dialog for that reason.
 */
export function Panel(props: PanelProps): JSX.Element {
  const title = createUniqueId()
  let panel: HTMLElement | undefined
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') props.onClose()
  }
  onMount(() => {
    document.addEventListener('keydown', onKeyDown)
    // A field of the panel may have taken it already.
    if (panel?.contains(document.activeElement)) return
    panel?.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true })
  })
  onCleanup(() => document.removeEventListener('keydown', onKeyDown))
  return (
    <section ref={panel} class="w-panel" aria-labelledby={title} data-foot={props.foot ? '' : undefined}>
      <header>
        <h2 id={title} tabindex="-1">
          {props.title}
        </h2>
        <button type="button" aria-label={t().close} onClick={() => props.onClose()}>
          <X />
        </button>
      </header>
      {/* In the order of the tab key, so that a keyboard can scroll it. */}
      <div class="w-panel-body" tabindex="0">
        {props.children}
      </div>
      <Show when={props.foot}>
        <footer>{props.foot}</footer>
      </Show>
    </section>
  )
}
