import { useLocation, useNavigate } from '@solidjs/router'
import X from 'lucide-solid/icons/x'
import { commonTexts } from 'shared-schema/messages/common.ts'
import { createEffect, createSignal, createUniqueId, type JSX, on, onCleanup, onMount, Show } from 'solid-js'
import { textsOf } from '../../ui/language.ts'
import { useKeepSearch } from './keep-search.ts'
import './side-panel.css'

const t = textsOf(commonTexts)

/**
 * Details of one thing beside its list, with an address of their own. The list stays usable; Escape goes back to
 * it. Opened by Enter, the focus comes along; opened by a press, it stays in the list.
 */
export function SidePanel(props: {
  title: JSX.Element
  /** A word above the title: what kind of thing this is. */
  kind: JSX.Element
  /** Address to go to when closed. */
  back: string
  /** What the panel is about; another one is told to a screen reader. */
  subject: string
  actions?: JSX.Element
  children: (scroller: HTMLElement) => JSX.Element
}): JSX.Element {
  const id = createUniqueId()
  const navigate = useNavigate()
  const keep = useKeepSearch()
  const location = useLocation<{ focus: boolean }>()
  let body: HTMLDivElement | undefined
  // Given away only once it is in the page: what measures itself in it needs a window around it.
  const [scroller, setScroller] = createSignal<HTMLDivElement>()
  let heading: HTMLHeadingElement | undefined
  let cameFrom: Element | null = null

  const close = () => {
    navigate(keep(props.back), { scroll: false })
    if (cameFrom instanceof HTMLElement && cameFrom.isConnected) cameFrom.focus({ preventScroll: true })
  }
  onMount(() => {
    setScroller(body)
    cameFrom = document.activeElement
    const listen = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return
      if (event.target instanceof HTMLElement && event.target.closest('input, [popover], dialog')) return
      close()
    }
    document.addEventListener('keydown', listen)
    onCleanup(() => document.removeEventListener('keydown', listen))
  })
  createEffect(
    on(
      () => [props.subject, location.state?.focus] as const,
      ([, focus]) => {
        scroller()?.scrollTo({ top: 0 })
        if (focus) heading?.focus({ preventScroll: true })
      },
    ),
  )
  return (
    <section class="desk-panel" aria-labelledby={id}>
      <header>
        <div>
          <p class="quiet">{props.kind}</p>
          <h2 id={id} ref={heading} tabindex="-1">
            {props.title}
          </h2>
        </div>
        <button type="button" class="desk-panel-close" aria-label={t().close} onClick={close}>
          <X />
        </button>
      </header>
      <div class="desk-panel-body" ref={body}>
        <Show when={scroller()}>{(element) => <div>{props.children(element())}</div>}</Show>
      </div>
      <Show when={props.actions}>
        <footer>{props.actions}</footer>
      </Show>
    </section>
  )
}
